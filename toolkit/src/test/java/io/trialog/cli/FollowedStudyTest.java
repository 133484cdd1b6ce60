package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.testing.Eventually;
import io.trialog.testing.Leftovers;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes around one study: those that look on, and those that go on with it. */
@Tag("processes")
class FollowedStudyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private String file;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
        file = trialog.studyFile("tiny");
        trialog.hold();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String name, String... words) throws IOException {
        Process process = trialog.startNamed(name, words);
        processes.add(process);
        return process;
    }

    private static int exit(Process process) throws InterruptedException {
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private void assertVerified() {
        Result verify = trialog.call("verify", "tiny");
        assertThat(verify.code()).as(verify.out()).isZero();
    }

    @Test
    void theLogIsFollowedAcrossControllers() throws Exception {
        start("first", "run", file, "-n", "2");
        trialog.awaitRunning("tiny", 2);
        Process log = start("log", "log", "tiny", "-f");
        trialog.release();
        Eventually.holds(
                "the first trials end",
                PATIENCE,
                () -> trialog.outOfProcess("log").contains("controller stopped"));

        assertThat(trialog.call("run", file, "-n", "4").code()).isZero();

        String whole = trialog.call("log", "tiny").out();
        assertThat(whole).contains("epoch 2");
        Eventually.holds(
                "all is printed", PATIENCE, () -> trialog.outOfProcess("log").equals(whole));
        assertThat(log.isAlive()).as("it goes on until it is interrupted").isTrue();
    }

    @Test
    void whatATrialPrintsIsFollowedUntilItEnds() throws Exception {
        Process controller = start("run", "run", file, "-n", "1", "-j", "1");
        trialog.awaitRunning("tiny", 1);
        Process logs = start("logs", "logs", "tiny", "0", "-f");
        Eventually.holds(
                "the first line is printed",
                PATIENCE,
                () -> trialog.outOfProcess("logs").startsWith("x is 0."));
        assertThat(trialog.outOfProcess("logs")).hasLineCount(1);
        trialog.release();

        assertThat(exit(logs)).isZero();
        assertThat(trialog.outOfProcess("logs")).hasLineCount(2).contains("\nloss: 0.");
        assertThat(exit(controller)).isZero();
        assertThat(trialog.call("logs", "tiny", "0").out()).isEqualTo(trialog.outOfProcess("logs"));
        assertThat(trialog.call("logs", "tiny", "0", "--err").out()).isEqualTo("nothing went wrong\n");
    }

    @Test
    void aMonitorWatchesUntilNobodyRunsTheStudyAnyMore() throws Exception {
        Process controller = start("run", "run", file, "-n", "2");
        trialog.awaitRunning("tiny", 2);
        Process monitor = start("monitor", "monitor", "tiny", "--every", "1");
        Eventually.holds(
                "it shows the trials",
                PATIENCE,
                () -> trialog.outOfProcess("monitor").contains("trial 1 for "));
        trialog.release();

        assertThat(exit(monitor)).isZero();

        assertThat(controller.isAlive() ? exit(controller) : controller.exitValue())
                .isZero();
        assertThat(trialog.outOfProcess("monitor"))
                .startsWith("tiny: running (process " + controller.pid())
                .contains("  running    trial 0 for ")
                .contains("2 complete");
        assertThat(trialog.errOfProcess("monitor")).isEmpty();
    }

    @Test
    void aStudyIsTakenOverFromAControllerThatDoesNotAnswer() throws Exception {
        Process first = start("first", "run", file, "-n", "2");
        List<TrialRecord> before = trialog.awaitRunning("tiny", 2);
        CommandLineInTest.signal("STOP", first);
        Result refused = trialog.call("run", file, "-n", "2");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("trialog takeover");

        Result taken = trialog.call("takeover", "tiny");
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("Taken over. Study 'tiny': 0 complete, 0 pruned, 0 failed, 2 running.");
        trialog.release();
        Result resumed = trialog.call("resume", "tiny", "-n", "2");

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("note: Trial 0 is still there and was adopted.", "Done: 2 trials are finished");
        String log = trialog.call("log", "tiny", "--json").out();
        CommandLineInTest.signal("CONT", first);
        assertThat(exit(first)).as(trialog.errOfProcess("first")).isEqualTo(1);
        assertThat(trialog.errOfProcess("first")).contains("was fenced off: ").contains("took over the study");
        assertThat(trialog.call("log", "tiny", "--json").out())
                .as("what the first one still did changed nothing")
                .isEqualTo(log);
        for (TrialRecord trial : before) {
            assertThat(Leftovers.of(trial.lastAttempt().token())).isEmpty();
        }
        assertVerified();
    }

    @Test
    void trialsThatAreLeftRunningAreFoundAgain() throws Exception {
        Process first = start("first", "run", file, "-n", "2", "--leave-running");
        List<TrialRecord> before = trialog.awaitRunning("tiny", 2);
        CommandLineInTest.signal("TERM", first);
        assertThat(exit(first)).isEqualTo(143);
        assertThat(trialog.errOfProcess("first"))
                .contains("trialog: Interrupted. Leaving 2 running trials and closing the study");
        for (TrialRecord trial : before) {
            assertThat(Leftovers.of(trial.lastAttempt().token())).isNotEmpty();
        }
        assertThat(trialog.call("status", "tiny").out()).contains("trial 0 for ", "attempt 1 RUNNING");

        CompletableFuture<Result> going =
                CompletableFuture.supplyAsync(() -> trialog.call("run", file, "-n", "2", "--leave-running"));
        Eventually.holds(
                "another controller is there",
                PATIENCE,
                () -> trialog.call("log", "tiny").out().contains("epoch 2"));
        trialog.release();
        Result resumed = going.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("note: Trial 0 is still there and was adopted.")
                .contains("note: Trial 1 is still there and was adopted.");
        assertThat(StudyReader.open(trialog.study("tiny")).view().trials())
                .hasSize(2)
                .allMatch(trial -> trial.attempts().size() == 1);
        assertVerified();
    }

    @Test
    void theTwoWaysOfBeingInterruptedExcludeEachOther() {
        Result both = trialog.call("run", file, "-n", "2", "--leave-running", "--cancel-all");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--leave-running", "--cancel-all");
    }
}
