package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class RunCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    @Test
    void aStudyRunsUntilItHoldsSoManyFinishedTrials() throws IOException {
        Result run = trialog.call("run", trialog.studyFile("tiny"), "--trials", "3");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("Starting new study 'tiny'\n")
                .contains("  trials:    3\n", "[1/3] trial ", "[3/3] trial ", " complete: loss=0.")
                .contains("\nDone: 3 trials are finished (3 complete, 0 pruned, 0 failed, 0 running).\n")
                .contains("\nBest trials by loss:\n");
    }

    @Test
    void theSameCommandAgainRunsNothing() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("run", file, "--trials", "2");
        Result again = trialog.call("run", file, "--trials", "2");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .startsWith("Nothing to do: the study 'tiny' holds 2 finished trials, and 2 were asked for.\n")
                .doesNotContain("trial 2");
    }

    @Test
    void moreTrialsRunOnlyWhatIsMissing() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("run", file, "--trials", "2");
        Result more = trialog.call("run", file, "--trials", "5");
        assertThat(more.out())
                .contains("Resuming study 'tiny'\n", "  completed: 2\n", "  remaining: 3 of 5\n")
                .contains("[3/5] trial ", "[5/5] trial ")
                .doesNotContain("[2/5]", "[6/5]");
        assertThat(trialog.call("resume", "tiny", "--more", "1").out()).contains("[6/6] trial 5 complete");
    }

    @Test
    void resumingGoesOnToTheNumberOfTrialsThatWasAskedForLast() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("run", file, "--trials", "3", "--timeout", "0s");
        assertThat(trialog.call("resume", "tiny").out()).contains("Done: 3 trials are finished");
        assertThat(trialog.call("run", "tiny", "-n", "4").out()).contains("Done: 4 trials are finished");
        assertThat(trialog.call("resume").out()).startsWith("Nothing to do").contains("4 were asked for");
    }

    @Test
    void resumingGoesOnToWhatMoreAmountedTo() throws IOException {
        trialog.call("run", trialog.studyFile("tiny"), "--trials", "1");
        trialog.call("resume", "tiny", "--more", "2", "--timeout", "0s");
        assertThat(trialog.call("resume", "tiny").out()).contains("Done: 3 trials are finished");
        Result none = trialog.call("resume", "tiny", "--more", "0");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).isEqualTo("trialog: --more must be at least 1, and stand without --trials, but is 0.\n");
    }

    @Test
    void resumingTakesOtherSettings() throws IOException {
        trialog.call("run", trialog.studyFile("tiny"), "--trials", "1");
        assertThat(trialog.call("resume", "tiny", "-n", "2", "--parallel", "3").out())
                .contains("note: executor.parallel: 2 -> 3\n");
        assertThat(trialog.call("resume", "tiny", "-n", "0").code()).isEqualTo(2);
    }

    @Test
    void forAScriptThereIsOneObjectOnStandardOutput() throws IOException {
        Result run = trialog.call("run", trialog.studyFile("tiny"), "--trials", "2", "--json");
        assertThat(run.err()).startsWith("Starting new study 'tiny'\n").contains("[2/2] trial ");
        assertThat(run.out())
                .startsWith("{\"name\": \"tiny\", \"directory\": \"" + trialog.study("tiny") + "\", \"running\": 0,")
                .contains("\"complete\": 2,", "\"ended\": \"done\", \"best\": {\"trial\": ")
                .hasLineCount(1);
    }

    @Test
    void theStudyFileMaySayHowMany() throws IOException {
        Result run = trialog.call("run", trialog.studyFile("tiny", "trials: 2"));
        assertThat(run.out()).contains("Done: 2 trials are finished");
        assertThat(trialog.call("resume").out()).startsWith("Nothing to do");
    }

    @Test
    void withoutANumberOfTrialsNothingBegins() throws IOException {
        Result run = trialog.call("run", trialog.studyFile("tiny"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("trialog: How many trials? Neither --trials nor the study file ('trials') says so.\n"
                        + "Maybe add --trials 50, or --timeout 1h.\n");
        assertThat(trialog.call("list").out()).contains("There is no study in ");
    }

    @Test
    void aGridNeedsNoNumberOfTrials() throws IOException {
        String file = trialog.studyFile("tiny");
        Result run =
                trialog.call("run", file, "--sampler", "grid", "--set", "parameters={x: {values: [0.25, 0.5, 0.75]}}");
        assertThat(run.err()).isEmpty();
        assertThat(trialog.call("status", "tiny").out())
                .endsWith(
                        "  next       'trialog best tiny' shows the best trial, 'trialog trials tiny' shows what was tried\n");
        assertThat(run.out()).contains("Done: no point of the grid is left to try (3 complete");
    }

    @Test
    void aGridMayListTheValuesOfSomethingContinuous() throws IOException {
        String[] words = {"run", trialog.studyFile("tiny"), "--set", "sampler={type: grid, grid: {x: [0.75, 0.25]}}"};
        Result run = trialog.call(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Done: no point of the grid is left to try (2 complete")
                .contains(" trial 0 complete: loss=0.75 ", " trial 1 complete: loss=0.25 ");
        assertThat(trialog.call(words).out()).contains("(2 complete").doesNotContain("trial 2");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
    }

    @Test
    void aStudyIsDoneOnceItsTargetIsReached() throws IOException {
        String file = trialog.studyFile("tiny");
        Result run = trialog.call("run", file, "-n", "100", "--set", "metric.target=0.9", "--parallel", "1");
        assertThat(run.out()).contains("Done: a trial reached the target of 0.9 (");
        assertThat(run.out()).doesNotContain("[20/100]");
    }

    @Test
    void flagsAreSettingsAndAChangeIsTold() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("run", file, "-n", "1");
        Result changed = trialog.call("run", file, "-n", "2", "-j", "1");
        assertThat(changed.out()).startsWith("note: executor.parallel: 2 -> 1\nResuming study 'tiny'\n");
    }

    @Test
    void failuresInARowEndTheStudyWithTheLastError() throws IOException {
        Files.writeString(directory.resolve("objective.sh"), "echo broken >&2\nexit 7\n");
        Result run = trialog.call(
                "run", trialog.studyFile("tiny"), "-n", "9", "--set", "executor.max_failures=2", "--parallel", "1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("[0/9] trial 0 failed: ").doesNotContain("trial 2 failed");
        assertThat(run.err())
                .startsWith(
                        "trialog: Too many trials failed in a row, so the study stopped. The last one was trial 1: ")
                .contains("7")
                .contains("\nMaybe run the trial's command by hand");
    }

    @Test
    void whatWasOddAboutAReportIsTold() throws IOException {
        String program = "echo x >>$TRIALOG_REPORT; echo 'loss: 1'";
        Result run = trialog.call(
                "run",
                trialog.studyFile("tiny"),
                "-n",
                "1",
                "--set",
                "objective.command=[sh, -c, \"" + program + "\"]");
        assertThat(run.out())
                .contains("note: Trial 0: A line of its report was left out since it can't be understood; it is in ");
        assertThat(trialog.call("logs", "tiny", "0").err()).startsWith("note: A line of its report was left out");
        assertThat(trialog.call("log", "tiny", "--trial", "0").out())
                .contains("note: A line of its report was left out");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
    }

    @Test
    void aCommandLineCanStandForAStudyFile() {
        Result run = trialog.call(
                "run",
                "--name",
                "small",
                "--metric",
                "loss",
                "--goal",
                "minimize",
                "--param",
                "x={min: 0.1, max: 0.2}",
                "--set",
                "durability=ledger",
                "-n",
                "2",
                "--",
                "sh",
                directory.resolve("objective.sh").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Starting new study 'small'", "Done: 2 trials are finished");
        assertThat(trialog.call("resume", "small", "-n", "3").out()).contains("[3/3] trial 2 complete: loss=0.1");
    }

    @Test
    void theMetricOfTheCommandLineIsATextAndNoYaml() {
        Result run = trialog.call(
                "run",
                "--name",
                "small",
                "--metric",
                "loss # 1: {x",
                "--goal",
                "minimize",
                "--param",
                "x={min: 0.1," + " max: 0.2}",
                "--set",
                "durability=ledger",
                "-n",
                "1",
                "--",
                "sh",
                "-c",
                "echo 'loss # 1: {x: 0.5'");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("complete: loss # 1: {x=0.5");
    }

    @Test
    void aCommandWithoutAFileNeedsANameAndParameters() {
        Result run = trialog.call("run", "-n", "2", "--", "python", "train.py");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("trialog: Without a study file, 'run -- COMMAND' needs --name and at least one --param.\n"
                        + "Maybe: trialog run --name small --metric loss --param 'lr={min: 0.01, max: 1.0}' --trials 20"
                        + " -- python train.py\n");
    }

    @Test
    void onATerminalOneLineIsWrittenOver() throws IOException {
        Result run = trialog.callAtTerminal("", "run", trialog.studyFile("tiny"), "-n", "2");
        assertThat(run.out())
                .contains("\r[2/2] 2 complete, 0 pruned, 0 failed, 0 running | best 0.")
                .doesNotContain("trial 0 complete");
    }

    @Test
    void wrongUsageEndsWith2AndSaysWhatWouldBeRight() {
        Result typo = trialog.call("statsu");
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err()).contains("'statsu'", "status");
        Result unknown = trialog.call("run", "nowhere", "-n", "5");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no study 'nowhere' and no study file for it.", "four lines");
        assertThat(trialog.call("run", "nowhere.yaml", "-n", "5").err())
                .contains("/nowhere.yaml\n")
                .doesNotContain(".yaml.y");
        assertThat(trialog.call("run", "nowhere", "-n", "-5").code()).isEqualTo(2);
        Result number = trialog.call("run", "x.yaml", "--trials", "many");
        assertThat(number.code()).isEqualTo(2);
        assertThat(number.err()).contains("'--trials'", "'many'").contains("Maybe look at 'trialog run --help'.");
    }

    @Test
    void anErrorInAStudyFileEndsWith2AndNamesTheLine() throws IOException {
        Result run = trialog.call("run", trialog.studyFile("tiny", "sampelr: tpe"), "-n", "5");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("tiny.yaml:7", "sampelr", "sampler").doesNotContain("\tat ");
    }
}
