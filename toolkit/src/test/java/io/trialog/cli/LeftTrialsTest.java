package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials whose controller is gone: their programs run on, and nobody answers requests. */
@Tag("processes")
class LeftTrialsTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void leaveTwoTrialsRunning() throws Exception {
        trialog = new CommandLineInTest(directory);
        trialog.hold();
        Process run = trialog.start("run", trialog.studyFile("tiny"), "-n", "5", "--set", "executor.prune_grace=0.2s");
        trialog.awaitRunning("tiny", 2);
        run.destroyForcibly().waitFor();
    }

    @Test
    void cancelIsTheirControllerForTheMomentAndEndsThem() {
        Result cancel = trialog.call("cancel", "tiny");

        assertThat(cancel.err()).isEmpty();
        assertThat(cancel.out())
                .contains("Nobody runs the study, so that its running trials (0, 1) are ended from here")
                .contains("Cancelled: 2 trials (0, 1).");
        assertThat(trials())
                .allSatisfy(trial -> assertThat(trial.state()).isEqualTo(TrialState.FAIL))
                .extracting(TrialRecord::error)
                .containsOnly("cancelled by the user");
        assertThat(programs()).isEmpty();
        assertThat(trialog.call("verify", "tiny").code()).isZero();
        assertThat(trialog.call("cancel", "tiny").err()).contains("there is nothing to cancel");
        assertThat(trialog.call("delete", "tiny", "--yes").code()).isZero();
    }

    @Test
    void cancelOfOneTrialLeavesTheOthersRunning() throws Exception {
        assertThat(trialog.call("cancel", "tiny", "1").out()).contains("Cancelled: 1 trial (1).");

        assertThat(trials()).extracting(TrialRecord::state).containsExactly(TrialState.RUNNING, TrialState.FAIL);
        assertThat(programs()).hasSize(1);
        trialog.release();
        assertThat(trialog.call("resume", "tiny", "-n", "1").out()).contains("(1 complete, 0 pruned, 1 failed");
    }

    @Test
    void deleteRefusesWhileTheyLiveAndNamesThem() {
        Result delete = trialog.call("delete", "tiny", "--yes");

        assertThat(delete.code()).isEqualTo(2);
        assertThat(delete.err())
                .isEqualTo(
                        "trialog: The study 'tiny' must have no living jobs for this, but has the program of trial 0, the"
                                + " program of trial 1.\nMaybe 'trialog cancel tiny' first.\n");
        assertThat(trialog.study("tiny")).isDirectory();
        trialog.call("cancel", "tiny");
    }

    private List<TrialRecord> trials() {
        return List.copyOf(StudyReader.open(trialog.study("tiny")).view().trials());
    }

    /** The programs of trials that run; the shells above them are gone with them. */
    private List<Long> programs() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read(pid, "cmdline").startsWith("sh\0objective.sh\0")
                        && read(pid, "environ").contains(directory.toString()))
                .toList();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it is over
        }
    }
}
