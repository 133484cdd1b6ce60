package io.trialog.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trialog.internal.protocol.report.ErrorLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialDirectoriesTest {

    @TempDir
    Path folder;

    @Test
    void aThousandTrialsShareADirectory() {
        TrialDirectories trials = new TrialDirectories(Path.of("/s/trials"));

        assertThat(trials.directory(7, 1)).isEqualTo(Path.of("/s/trials/0000-0999/0007/attempt-1"));
        assertThat(trials.directory(1000, 2)).isEqualTo(Path.of("/s/trials/1000-1999/1000/attempt-2"));
        assertThat(trials.directory(12345, 10)).isEqualTo(Path.of("/s/trials/12000-12999/12345/attempt-10"));
    }

    @Test
    void attemptsCountFrom1() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrialDirectories(folder).directory(3, 0))
                .withMessage("A trial counts from 0 and an attempt from 1, but they are 3 and 0.");
    }

    @Test
    void aStopMayBeRequestedTwice() throws IOException {
        TrialDirectories.requestStop(folder, "{\"rule\":\"median\"}");
        TrialDirectories.requestStop(folder, "{}");

        assertThat(folder.resolve("prune")).hasContent("{}");
    }

    @Test
    void theErrorLogTellsWhyAndShowsTheEndOfBothOutputs() throws IOException {
        Files.writeString(folder.resolve("err.log"), "x\n".repeat(100_000) + "ValueError: lr is negative\n");

        Path log = ErrorLog.write(
                folder,
                "Trial 7 of study higgs, attempt 1",
                List.of("python", "train.py", "a b"),
                Path.of("/srv/project"),
                "It ended with exit code 1.");

        assertThat(log)
                .content()
                .startsWith("Trial 7 of study higgs, attempt 1 failed.\n\nIt ended with exit code 1.\n\n"
                        + "Command: python train.py 'a b'\nWorking directory: /srv/project\nDirectory of the attempt: "
                        + folder + "\n")
                .contains("--- the end of " + folder.resolve("err.log") + " ---\nx\n")
                .contains("ValueError: lr is negative\n")
                .endsWith("--- the end of " + folder.resolve("out.log") + " ---\n(nothing)\n");
        assertThat(Files.readAllLines(log)).hasSizeLessThan(60);
        assertThat(ErrorLog.lastError(folder)).isEqualTo("ValueError: lr is negative");
    }

    @Test
    void whatAShellPrintsAboutASignalAreNoLastWords() throws IOException {
        for (String trivial : List.of(
                "Killed",
                "Terminated",
                "Segmentation fault (core dumped)",
                "train.sh: line 3: 12345 Killed                  sleep 9",
                "sh: 1: Aborted")) {
            Files.writeString(folder.resolve("err.log"), trivial + "\n");
            assertThat(ErrorLog.lastError(folder)).as(trivial).isEmpty();
            Files.writeString(folder.resolve("err.log"), "loading the data\n" + trivial + "\n\n");
            assertThat(ErrorLog.lastError(folder)).as(trivial).isEqualTo("loading the data");
        }
        Files.writeString(folder.resolve("err.log"), "Killed by the queue: no GPU\n");
        assertThat(ErrorLog.lastError(folder)).isEqualTo("Killed by the queue: no GPU");
    }
}
