package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.store.MountTable;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users of one machine, by their numbers. */
@Tag("processes")
class SharedMachineTest {

    private static final String STUDY = """
            objective: {command: [sh, -c, 'echo "loss: 0.5"']}
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 1}
            executor: {type: local, parallel: 1, poll: 10ms}
            """;

    private final OtherUser ann = OtherUser.of(12_345);
    private final OtherUser bob = OtherUser.of(12_346);

    @TempDir
    private Path root;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void open() throws IOException {
        mode(root, "rwxr-xr-x"); // even who may read everything can't enter the directories of others
    }

    /** What a command left. */
    private record Left(int code, String text) {}

    private Path home(String name, OtherUser user) throws IOException {
        return user.directory(root.resolve(name));
    }

    private Left trialog(OtherUser user, Path home, String... words) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of(words));
        ProcessBuilder builder = JavaProcess.here(Main.class, args);
        builder.command().add(1, "-XX:TieredStopAtLevel=1");
        user.as(builder).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIALOG_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        Path output = Files.createTempFile(root, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Left(process.exitValue(), Files.readString(output));
    }

    private void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void twoUsersRunStudiesFromANetworkFileSystemBesideEachOther() throws Exception {
        Path scratch = Files.createDirectory(root.resolve("scratch"));
        mode(scratch, "rwxrwxrwx");
        Path table = Files.writeString(
                root.resolve("mounts"),
                "1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:3 / " + root.toRealPath()
                        + "/homes rw - nfs4 server:/x rw\n");
        variables.putAll(
                Map.of("TMPDIR", scratch.toString(), "JDK_JAVA_OPTIONS", "-D" + MountTable.PROPERTY + "=" + table));
        for (OtherUser user : List.of(ann, bob)) {
            Path home = home("homes/" + (user == ann ? "ann" : "bob"), user);
            Files.writeString(home.resolve("apple.yaml"), STUDY);
            user.own(home);

            Left left = trialog(user, home, "run", "apple.yaml", "-n", "1");

            assertThat(left.code()).as(left.text()).isZero();
        }
        for (String uid : List.of("12345", "12346")) {
            Path own = scratch.resolve("trialog-" + uid);
            assertThat(Files.getAttribute(own, "unix:uid")).hasToString(uid);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aDirectoryThatSomebodyElseMadeIsNamedAndNotUsed() throws Exception {
        Path scratch = Files.createDirectory(root.resolve("scratch"));
        mode(scratch, "rwxrwxrwx");
        bob.directory(scratch.resolve("trialog-12345"));
        Path home = home("homes/ann", ann);
        Files.writeString(home.resolve("apple.yaml"), STUDY);
        ann.own(home);
        Path table = Files.writeString(
                root.resolve("mounts"),
                "1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:3 / " + root.toRealPath()
                        + "/homes rw - nfs4 server:/x rw\n");
        variables.putAll(
                Map.of("TMPDIR", scratch.toString(), "JDK_JAVA_OPTIONS", "-D" + MountTable.PROPERTY + "=" + table));

        Left left = trialog(ann, home, "run", "apple.yaml", "-n", "1");

        assertThat(left.code()).as(left.text()).isEqualTo(Exit.FAILED);
        assertThat(left.text())
                .contains(
                        "The directory " + scratch.resolve("trialog-12345")
                                + " must belong to this user, but belongs to the user '12346'.\nMaybe $TRIALOG_LOCAL names another place.");
        assertThat(scratch.resolve("trialog-12345")).isEmptyDirectory();
    }

    @Test
    void aStudyThatSomebodyElseCanWriteIsReadWithANoteAndRunOnceItIsTrusted() throws Exception {
        Path anns = home("ann", ann);
        Path bobs = home("bob", bob);
        Files.writeString(anns.resolve("apple.yaml"), STUDY);
        ann.own(anns);
        Left first = trialog(ann, anns, "run", "apple.yaml", "-n", "1");
        assertThat(first.code()).as(first.text()).isZero();
        Path study = anns.resolve("studies/apple");

        Left refused = trialog(bob, bobs, "run", study.toString(), "-n", "2");
        assertThat(refused.code()).as(refused.text()).isEqualTo(Exit.USAGE);
        assertThat(refused.text())
                .contains("What a study runs must be written by nobody but you and root, but " + study
                        + " belongs to the user '12345'.\nMaybe --trust-directory");

        mode(study, "rwxrwxrwx");
        Left everybody = trialog(ann, anns, "run", study.toString(), "-n", "2");
        assertThat(everybody.code()).as(everybody.text()).isEqualTo(Exit.USAGE);
        assertThat(everybody.text()).contains(study + " can be written by everybody (mode 0777)");
        assertThat(trialog(ann, anns, "best", study.toString()).text())
                .contains("note: Not only you can write this study: " + study)
                .contains("0.5");

        Left trusted = trialog(ann, anns, "run", study.toString(), "-n", "2", "--trust-directory");
        assertThat(trusted.code()).as(trusted.text()).isZero();
        Path list = anns.resolve(".config/trialog/trusted");
        assertThat(list).content().isEqualTo(study.toRealPath() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-------");
        assertThat(trialog(ann, anns, "run", study.toString(), "-n", "3").code())
                .isZero();
    }
}
