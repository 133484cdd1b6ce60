package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.testing.Eventually;
import io.trialog.testing.Leftovers;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that another process runs. */
@Tag("processes")
class RunningStudyTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private String file;
    private Process controller;

    @BeforeEach
    void begin() throws Exception {
        trialog = new CommandLineInTest(directory);
        file = trialog.studyFile("tiny");
        trialog.hold();
        controller = trialog.start("run", file, "-n", "4");
        trialog.awaitRunning("tiny", 2);
    }

    @AfterEach
    void end() throws InterruptedException {
        controller.destroy();
        if (!controller.waitFor(60, TimeUnit.SECONDS)) {
            controller.destroyForcibly().waitFor();
        }
    }

    @Test
    void oneInterruptStopsTheTrialsAndClosesTheStudy() throws Exception {
        CommandLineInTest.assumeInterruptsArrive();
        List<TrialRecord> before = trialog.awaitRunning("tiny", 2);
        Result refused = trialog.call("run", file, "-n", "4");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .startsWith("trialog: The study ")
                .contains("must have one controller, but process " + controller.pid(), "holds it and is alive.");
        assertThat(trialog.call("delete", "tiny", "--yes").code()).isEqualTo(3);
        assertThat(trialog.call("status", "tiny").out())
                .startsWith("tiny: running (process " + controller.pid())
                .contains("  running    trial 0 for ", "attempt 1 RUNNING", "'trialog stop tiny' ends it");

        CommandLineInTest.signal("INT", controller);
        assertThat(controller.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(controller.exitValue()).isEqualTo(130);
        assertThat(trialog.errOfProcess())
                .contains("trialog: Interrupted. Stopping 2 running trials and closing the study; this takes a moment.")
                .contains("trialog: Stopped in good order with 0 finished trials. The same command goes on,"
                        + " and so does 'trialog resume tiny'.");
        for (TrialRecord trial : before) {
            assertThat(Leftovers.of(trial.lastAttempt().token())).isEmpty();
        }
        assertThat(trialog.call("log", "tiny").out()).contains("lost (interrupted by the user)");

        Result resumed = trialog.call("run", file, "-n", "4");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("Resuming study 'tiny'", "  running:   2", "Done: 4 trials are finished")
                .contains("note: Trial 0 gets a new attempt: interrupted by the user");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
        assertThat(trialog.call("trials", "tiny").out()).hasLineCount(5);
    }

    @Test
    void aRequestIsCarriedOutAlsoIfTheControllerDiesBeforeItLooks() throws Exception {
        CommandLineInTest.signal("STOP", controller);
        CompletableFuture<Result> asked = CompletableFuture.supplyAsync(() -> trialog.call("enqueue", "tiny", "x=0.5"));
        Eventually.holds("the request lies there", Duration.ofSeconds(10), () -> {
            String[] files = trialog.study("tiny").resolve("commands").toFile().list();
            return files != null && Arrays.stream(files).anyMatch(file -> file.endsWith(".json"));
        });
        controller.destroyForcibly().waitFor();
        assertThat(asked.get(30, TimeUnit.SECONDS).out()).isEqualTo("trial 2 waits with x=0.5\n");

        controller = trialog.startNamed("second", "run", file, "-n", "4");
        Eventually.holds(
                "both trials are adopted",
                Duration.ofSeconds(30),
                () -> trialog.outOfProcess("second").contains("Trial 1 is still there"));
        trialog.call("cancel", "tiny");
    }

    @Test
    void otherProcessesTalkToTheControllerByFiles() throws IOException, InterruptedException {
        assertThat(trialog.call("enqueue", "tiny", "x=0.5").out()).isEqualTo("trial 2 waits with x=0.5\n");
        assertThat(trialog.call("ask", "tiny").out()).startsWith("trial 2\n  x = 0.5\n");
        assertThat(trialog.call("tell", "tiny", "2", "0.25").out()).isEqualTo("trial 2 is COMPLETE\n");
        Result again = trialog.call("tell", "tiny", "2", "0.25");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("trialog: Trial 2 must be RUNNING for this, but is COMPLETE.\n");
        assertThat(trialog.call("void", "tiny", "2", "--reason", "a try").out()).isEqualTo("trial 2 is void\n");
        assertThat(trialog.call("parallel", "tiny", "0").out()).startsWith("The study runs 0 trials at a time");
        assertThat(trialog.call("stop", "tiny").code()).isZero();
        Result unknown = trialog.call("cancel", "tiny", "99");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("trialog: There is no trial 99: the study has ");
        assertThat(trialog.call("cancel", "tiny", "0").out()).isEqualTo("trial 0 is being cancelled\n");
        assertThat(trialog.call("cancel", "tiny").code()).isZero();

        assertThat(controller.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(controller.exitValue()).as(trialog.errOfProcess()).isZero();
        assertThat(trialog.outOfProcess()).contains("failed: cancelled by the user", "Stopped, as was asked for: ");
        assertThat(trialog.call("log", "tiny").out())
                .contains("command enqueue params={x=0.5}", "command stop", "declared void (a try)");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
    }
}
