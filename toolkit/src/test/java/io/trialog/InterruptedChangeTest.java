package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.Main;
import io.trialog.study.Verification;
import io.trialog.testing.InterruptedDatabase;
import io.trialog.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks like damage and is none: a change of {@code study.db} that was cut off, a temporary directory that can't be used. */
class InterruptedChangeTest {

    @TempDir
    private Path root;

    private Path directory;

    @BeforeEach
    void run() {
        try (Study study =
                Study.builder("whole").minimize("loss").seed(1).under(root).open()) {
            study.optimize(5, trial -> trial.suggestFloat("x", 0, 1));
        }
        directory = root.resolve("whole");
    }

    @Test
    void aStudyWhoseDatabaseWasBeingChangedWhenItsControllerWasKilledIsVerified() throws Exception {
        InterruptedDatabase.leave(directory);
        byte[] before = Files.readAllBytes(directory.resolve("study.db"));

        Verification verified = StudyReader.verify(directory);

        assertThat(verified.isGreen()).as(verified.toString()).isTrue();
        assertThat(verified.toString())
                .contains("study.db: its last change is not complete, and was not looked at;")
                .contains("study.db: compared with the log at seq");
        assertThat(directory.resolve("study.db")).as("nothing is changed").hasBinaryContent(before);
        assertThat(directory.resolve("study.db-journal")).exists();
    }

    @Test
    void whoOpensItNextTakesTheChangeBack() throws Exception {
        InterruptedDatabase.leave(directory);

        try (Study study =
                Study.builder("whole").minimize("loss").seed(1).under(root).open()) {
            study.optimize(6, trial -> trial.suggestFloat("x", 0, 1));
        }

        assertThat(directory.resolve("study.db-journal")).doesNotExist();
        assertThat(StudyReader.verify(directory).isGreen()).isTrue();
    }

    @Test
    @Tag("processes")
    void aTemporaryDirectoryThatCanNotBeWrittenIsToldAndTheQueueStays() throws Exception {
        String missing = root.resolve("no such directory").toString();
        List<String> generations = generations();

        String verified = trialog(missing, "verify", "whole");
        String opened = trialog(missing, "void", "whole", "0", "--reason", "a test");

        String told = "trialog: The temporary directory " + missing + " must be writable and have some space, but: ";
        assertThat(verified).contains(told).doesNotContain("NOT VERIFIED");
        assertThat(opened).contains(told).contains("Maybe free some space there, or name another one: java");
        assertThat(generations()).isEqualTo(generations);
        assertThat(StudyReader.verify(directory).isGreen()).isTrue();
    }

    private List<String> generations() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("queue"))) {
            return files.map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.contains("metadata"))
                    .sorted()
                    .toList();
        }
    }

    private String trialog(String temporary, String... words) throws Exception {
        ProcessBuilder builder = JavaProcess.here(Main.class, List.of(words));
        builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
        builder.environment().put("TRIALOG_HOME", root.toString());
        return JavaProcess.output(builder);
    }
}
