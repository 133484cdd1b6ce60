package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name means the same study to every command: {@code apple.yaml} says {@code name: pear}. */
@Tag("processes")
class StudyNamesTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
        Path apple = Path.of(trialog.studyFile("apple", "name: pear"));
        assertThat(trialog.call("run", apple.toString(), "--trials", "1").out())
                .startsWith("Starting new study 'pear'");
        Files.move(apple, trialog.studies().resolve("apple.yaml"));
    }

    @Test
    void whatRunsAndWhatLooksAgreeOnTheStudy() {
        assertThat(trialog.call("run", "apple", "--trials", "1").out())
                .contains("Nothing to do: the study 'pear' holds 1 finished trials, and 1 were asked for.");
        assertThat(trialog.call("status", "apple").out())
                .isEqualTo(trialog.call("status", "pear").out())
                .contains("pear");
        assertThat(trialog.call("log", "apple").out())
                .isEqualTo(trialog.call("log", "pear").out())
                .isNotEmpty();
    }

    @Test
    void theDoorAgrees() {
        OpenOptions apple = OpenOptions.of("apple").withRoot(trialog.studies());
        try (Study study = Study.open(apple)) {
            assertThat(study.name()).isEqualTo("pear");
        }
    }

    @Test
    void deletingSaysWhichStudyItDeletes() {
        assertThat(trialog.call("delete", "apple", "--yes").out()).isEqualTo("Deleted the study 'pear'.\n");
        assertThat(trialog.study("pear")).doesNotExist();
    }

    @Test
    void aBrokenStudyFileDoesNotHideTheStudyOfItsName() throws IOException {
        Files.move(trialog.study("pear"), trialog.study("apple"));
        Files.writeString(trialog.studies().resolve("apple.yaml"), "metric: [");

        assertThat(trialog.call("status", "apple").code()).isZero();
        assertThat(trialog.call("run", "apple", "--trials", "1").code()).isNotZero();
    }
}
