package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a study that nobody runs: the command line is its controller for the moment. */
@Tag("processes")
class RequestsTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        trialog.call("run", trialog.studyFile("tiny"), "-n", "1", "-j", "1");
    }

    @Test
    void aTrialIsAskedForAndToldByHand() {
        Result asked = trialog.call("ask", "tiny", "--json");
        assertThat(asked.out()).startsWith("{\"trial\": 1, \"params\": {\"x\": 0.");
        assertThat(trialog.call("status", "tiny").out()).contains("trial 1 for ", "asked for by hand");
        assertThat(trialog.call("tell", "tiny", "1", "-0.5").out()).isEqualTo("trial 1 is COMPLETE\n");
        assertThat(trialog.call("best", "tiny").out()).startsWith("trial 1: loss = -0.5\n");
        trialog.call("ask", "tiny");
        assertThat(trialog.call("tell", "tiny", "2", "--state", "fail").out()).isEqualTo("trial 2 is FAIL\n");
    }

    @Test
    void anEnqueuedTrialRunsNext() {
        assertThat(trialog.call("enqueue", "tiny", "x=0.125").out()).isEqualTo("trial 1 waits with x=0.125\n");
        assertThat(trialog.call("resume", "tiny", "-n", "2").out()).contains("trial 1 complete: loss=0.125 ");
        assertThat(trialog.call("verify").code()).isZero();
    }

    @Test
    void whatCanNotBeDoneIsSaid() {
        Result undeclared = trialog.call("enqueue", "tiny", "y=7");
        assertThat(undeclared.code()).isEqualTo(2);
        assertThat(undeclared.err())
                .isEqualTo(
                        "trialog: The parameter 'y' of the enqueued trial must be declared, but the study has only [x].\n");
        assertThat(trialog.call("enqueue", "tiny", "x=blue").code()).isEqualTo(2);
        Result outside = trialog.call("enqueue", "tiny", "x=1.5");
        assertThat(outside.code()).isEqualTo(2);
        assertThat(outside.err())
                .isEqualTo(
                        "trialog: The value of the parameter 'x' of the enqueued trial must be between 0.0 and 1.0, but"
                                + " is 1.5.\n");
        assertThat(trialog.call("enqueue", "tiny", "x").code()).isEqualTo(2);
        assertThat(trialog.call("tell", "tiny", "0").code()).isEqualTo(2);
        assertThat(trialog.call("tell", "tiny", "first", "1").err())
                .isEqualTo("trialog: A trial is named by its number, such as 7, but not by 'first'.\n");
        assertThat(trialog.call("tell", "tiny", "0", "nan").err())
                .isEqualTo("trialog: The value of a trial must be a number, but is 'nan'.\n"
                        + "Maybe --state fail, if it has none.\n");
    }

    @Test
    void aTrialThatIsNotThereIsWrongUsage() {
        Result unknown = trialog.call("tell", "tiny", "9", "1");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("trialog: There is no trial 9: the study has 1 trial, counted from 0.\n");
        assertThat(trialog.call("tell", "tiny", "9", "--state", "fail").code()).isEqualTo(2);
        assertThat(trialog.call("void", "tiny", "9", "--reason", "wrong data").code())
                .isEqualTo(2);
        assertThat(trialog.call("logs", "tiny", "9").code()).isEqualTo(2);
        assertThat(trialog.call("tell", "tiny", "0", "1").code())
                .as("a trial that has ended")
                .isEqualTo(1);
    }

    @Test
    void resultsOfRequestsHaveAFormForScripts() {
        assertThat(trialog.call("enqueue", "tiny", "x=0.125", "--json").out())
                .isEqualTo("{\"trial\": 1, \"params\": {\"x\": 0.125}}\n");
        trialog.call("ask", "tiny");
        assertThat(trialog.call("tell", "tiny", "1", "0.5", "--json").out())
                .isEqualTo("{\"trial\": 1, \"state\": \"COMPLETE\"}\n");
    }

    @Test
    void aTrialIsDeclaredVoidForAReason() {
        Result blank = trialog.call("void", "tiny", "0", "--reason", " ");
        assertThat(blank.code()).isEqualTo(2);
        assertThat(blank.err()).isEqualTo("trialog: The reason why trial 0 is void must be told, but is ' '.\n");
        assertThat(trialog.call("trials", "tiny", "--json").out()).contains("\"void\": false");
    }

    @Test
    void aVoidTrialDoesNotCount() {
        assertThat(trialog.call("void", "tiny", "0", "--reason", "wrong data").out())
                .isEqualTo("trial 0 is void\n");
        assertThat(trialog.call("best", "tiny").code()).isEqualTo(1);
        assertThat(trialog.call("log", "tiny").out()).contains("declared void (wrong data)");
    }

    @Test
    void aTrialIsDeclaredVoidOnce() {
        trialog.call("void", "tiny", "0", "--reason", "wrong data");
        assertThat(trialog.call("trials", "tiny").out()).endsWith("void, and not counted: [0]\n");
        assertThat(trialog.call("trials", "tiny", "--json").out()).contains("\"void\": true");
        Result again = trialog.call("void", "tiny", "0", "--reason", "wrong data");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("trialog: Trial 0 must not be void already, but is.\n");
        assertThat(trialog.study("tiny").resolve("study_summary.csv")).content().contains("\nvoided,1\n");
    }

    @Test
    void aWrongNumberOfValuesLeavesTheTrialAsItIs() {
        trialog.call("ask", "tiny");
        assertThat(trialog.call("tell", "tiny", "1", "0.5", "0.6").err())
                .isEqualTo("trialog: Trial 1 must be told 1 value, one per direction, but was told 2.\n");
        assertThat(trialog.call("tell", "tiny", "1", "0.5").out()).isEqualTo("trial 1 is COMPLETE\n");
    }

    @Test
    void nothingIsStoppedWhereNothingRuns() {
        assertThat(trialog.call("stop", "tiny").out()).startsWith("Nobody runs the study in ");
        assertThat(trialog.call("cancel", "tiny").code()).isEqualTo(1);
        assertThat(trialog.call("parallel", "tiny", "3").err()).contains("Maybe 'trialog resume tiny --parallel 3'.");
    }
}
