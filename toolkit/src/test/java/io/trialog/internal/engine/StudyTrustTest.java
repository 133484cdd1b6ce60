package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.exception.RefusedException;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTrustTest {

    private static final String HOME = "trialog.env.HOME";
    private static final String SETTINGS = "trialog.env.XDG_CONFIG_HOME";
    private static final String TRUST = "trialog.env.TRIALOG_TRUST";

    @TempDir
    private Path root;

    private Path study;

    @BeforeEach
    void study() throws IOException {
        System.setProperty(HOME, root.toString());
        System.setProperty(SETTINGS, "");
        study = Files.createDirectory(root.resolve("apple"));
    }

    @AfterEach
    void unset() {
        System.clearProperty(HOME);
        System.clearProperty(SETTINGS);
        System.clearProperty(TRUST);
    }

    private static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void whatOnlyTheUserCanWriteNeedsNoTrust() throws IOException {
        mode(study, "rwxr-xr-x");

        assertThatCode(() -> StudyTrust.require(study, false)).doesNotThrowAnyException();
        assertThatCode(() -> StudyTrust.require(root.resolve("none"), false)).doesNotThrowAnyException();
        assertThat(StudyTrust.notes(study)).isEmpty();
    }

    @Test
    void whatEverybodyCanWriteIsRefusedAndNotedForReaders() throws IOException {
        mode(Files.createFile(study.resolve("study.yaml")), "rw-rw-rw-");

        assertThatThrownBy(() -> StudyTrust.require(study, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(study.resolve("study.yaml") + " can be written by everybody (mode 0666)")
                .hasMessageContaining("Maybe --trust-directory");
        assertThat(StudyTrust.notes(study)).singleElement().asString().contains("can be written by everybody");
    }

    @Test
    void aVariableNamesWhatIsTrustedAndAllBelowIt() throws IOException {
        mode(study, "rwxrwxrwx");
        System.setProperty(TRUST, "/nowhere:" + root);

        assertThatCode(() -> StudyTrust.require(study, false)).doesNotThrowAnyException();
        assertThat(StudyTrust.notes(study)).isEmpty();
    }

    @Test
    void trustIsRememberedInAFileOfTheUsersOwn() throws IOException {
        mode(study, "rwxrwxrwx");
        StudyTrust.require(study, true);

        assertThatCode(() -> StudyTrust.require(study, false)).doesNotThrowAnyException();
        assertThat(root.resolve(".config/trialog/trusted")).content().isEqualTo(study.toRealPath() + "\n");
    }

    @Test
    void aListThatOthersCanWriteTrustsNothing() throws IOException {
        mode(study, "rwxrwxrwx");
        StudyTrust.require(study, true);
        mode(root.resolve(".config/trialog/trusted"), "rw-rw-rw-");

        assertThatThrownBy(() -> StudyTrust.require(study, false)).isInstanceOf(RefusedException.class);
    }

    @Test
    void nothingInTheDirectoryMakesItTrusted() throws IOException {
        mode(study, "rwxrwxrwx");
        Files.createDirectories(study.resolve(".config/trialog"));
        Files.writeString(study.resolve(".config/trialog/trusted"), study + "\n");

        assertThatThrownBy(() -> StudyTrust.require(study, false)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aStudyFileThatEverybodyCanWriteIsRefusedUnlessTheOptionsTrustIt() throws IOException {
        Path file = Files.writeString(root.resolve("pear.yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                durability: ledger
                """);
        mode(file, "rw-rw-rw-");
        OpenOptions options = OpenOptions.of(file.toString()).withRoot(root);

        assertThatThrownBy(() -> Study.open(options)).hasMessageContaining(file + " can be written by everybody");
        Study.open(options.withTrust(true)).close();
        Study.open(options).close();
    }
}
