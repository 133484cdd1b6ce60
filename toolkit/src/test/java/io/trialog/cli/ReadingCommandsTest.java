package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One study of three trials; nobody in here changes it. */
@Tag("processes")
class ReadingCommandsTest {

    @TempDir
    private static Path directory;

    private static CommandLineInTest trialog;

    @BeforeAll
    static void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        Result run = trialog.call("run", trialog.studyFile("tiny"), "-n", "3", "-j", "1");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void listNamesTheStudies() {
        assertThat(trialog.call("list").out()).isEqualTo("tiny\n");
        assertThat(trialog.call("list", "--json").out())
                .isEqualTo("{\"name\": \"tiny\", \"directory\": \"" + trialog.study("tiny")
                        + "\", \"held\": false, \"metadata\": {}}\n");
    }

    @Test
    void aPlaceForStudiesThatIsNamedMustBeThere() {
        String nowhere = directory.resolve("nowhere").toString();
        Result list = trialog.call("list", "--studies", nowhere);
        assertThat(list.code()).isEqualTo(2);
        assertThat(list.err())
                .isEqualTo("trialog: --studies must name a directory, but there is none at " + nowhere + ".\n");
        assertThat(trialog.call("status", "--studies", nowhere).code()).isEqualTo(2);
    }

    @Test
    void statusOfAllStudiesIsATable() {
        assertThat(trialog.call("status").out())
                .startsWith("study  state  complete  pruned  failed  running  best ")
                .contains("\ntiny   idle   3         0       0       0        loss=0.");
    }

    @Test
    void statusOfAStudySaysWhatToDoNext() {
        assertThat(trialog.call("status", "tiny").out())
                .startsWith("tiny: not running\n  trials     3 complete, 0 pruned, 0 failed, 0 running\n")
                .contains("  loss       best 0.", " by trial ", " (minimize), ", "  updated    ")
                .endsWith(
                        "  next       'trialog best tiny' shows the best trial, 'trialog resume tiny --more 10' runs more"
                                + " than the trials that were asked for\n");
        assertThat(trialog.call("status", "tiny", "--json").out())
                .contains("\"state\": \"idle\"", "\"complete\": 3", "\"metric\": \"loss\"");
    }

    @Test
    void trialsAreATableOrLinesOfJson() {
        assertThat(trialog.call("trials", "tiny").out())
                .startsWith("trial  state            value")
                .hasLineCount(4);
        assertThat(trialog.call("trials", "tiny", "--state", "fail").out()).isEqualTo("no trials\n");
        assertThat(trialog.call("trials", "tiny", "--best", "2").out()).hasLineCount(3);
        assertThat(trialog.call("trials", "--json").out())
                .startsWith("{\"trial\": 0, \"state\": \"COMPLETE\", \"values\": [0.")
                .hasLineCount(3);
    }

    @Test
    void bestIsExact() {
        assertThat(trialog.call("best", "tiny").out())
                .matches("(?s)trial \\d: loss = 0\\.\\d{10,}\n  x = 0\\.\\d{10,}\n");
    }

    @Test
    void verifyProvesTheStudy() {
        Result verify = trialog.call("verify", "tiny");
        assertThat(verify.code()).isZero();
        assertThat(verify.out())
                .startsWith("VERIFIED\n")
                .contains("every hash follows from the one before", "row by row", "3 asks");
    }

    @Test
    void logIsInWordsOrByteForByte() throws IOException {
        assertThat(trialog.call("log", "tiny").out())
                .contains("study 'tiny' created: loss, minimize, seed 1, sampler random")
                .contains("controller opened: epoch 1")
                .containsPattern("trial 0 +asked \\(command\\): x=0\\.")
                .containsPattern("trial 2 +complete: 0\\.");
        assertThat(trialog.call("log", "--trial", "1").out())
                .contains("trial 1")
                .doesNotContain("trial 0", "created");
        String first = Files.readString(trialog.study("tiny").resolve("ledger/000001.jsonl"), StandardCharsets.UTF_8);
        assertThat(trialog.call("log", "--json").out()).isEqualTo(first);
    }

    @Test
    void logsAreWhatATrialPrinted() {
        assertThat(trialog.call("logs", "tiny", "1").out()).matches("x is (0\\.\\d+)\nloss: \\1\n");
        assertThat(trialog.call("logs", "1", "--err").out()).isEqualTo("nothing went wrong\n");
        Result none = trialog.call("logs", "tiny", "17");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .isEqualTo("trialog: There is no trial 17: the study 'tiny' has 3 trials, counted from 0.\n");
    }

    @Test
    void exportWritesAFileOrToThePipe() throws IOException {
        Path file = directory.resolve("tiny.csv");
        assertThat(trialog.call("export", "tiny", file.toString()).out())
                .isEqualTo("Wrote 3 trials to " + file + ".\n");
        Path steps = directory.resolve("steps.csv");
        assertThat(trialog.call("export", "tiny", steps.toString(), "--steps").out())
                .isEqualTo("Wrote the intermediate values of 3 trials to " + steps + ".\n");
        assertThat(Files.readString(file))
                .startsWith("number,state,value,params_x")
                .hasLineCount(4);
        assertThat(trialog.call("export", "tiny", "--format", "csv").out()).isEqualTo(Files.readString(file));
        assertThat(trialog.call("export", "tiny", "--format", "json").out())
                .startsWith("{\"study\": {\"name\": \"tiny\"");
        assertThat(trialog.call("export", "tiny").code()).isEqualTo(2);
        Result again = trialog.call("export", "tiny", file.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("trialog: The file " + file + " must not exist yet, but does.\n"
                        + "Maybe --force, to write over it.\n");
        assertThat(trialog.call("export", "tiny", file.toString(), "--force").code())
                .isZero();
    }

    @Test
    void severalObjectivesAreShownWithTheirParetoFront() throws IOException {
        CommandLineInTest several = new CommandLineInTest(Files.createDirectory(directory.resolve("several")));
        String file = several.studyFile("two");
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace(
                                "{name: loss, goal: minimize}",
                                "[{name: loss, goal: minimize}, {name: size, goal: maximize}]")
                        .replace("[sh, objective.sh]", "[sh, -c, 'sh objective.sh $0; echo size: 0.5', '${args}']"));
        Result run = several.call("run", file, "-n", "3", "-j", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "  metric:    loss (minimize), size (maximize)\n",
                        " complete: loss=0.",
                        ", size=0.5 (1 on the Pareto")
                .contains("Of 1 trial on the Pareto front: ", "  trial  state            loss ", " size  x ");
        assertThat(several.call("best", "two").out())
                .matches("(?s)trial \\d: loss = 0\\.\\d+, size = 0.5\n  x = 0\\.\\d+\n");
        assertThat(several.call("best", "two", "--json").out())
                .contains(", 0.5], ")
                .hasLineCount(1);
        assertThat(several.call("status", "two").out())
                .contains(
                        "  metrics    loss (minimize), size (maximize)\n",
                        "  best       1 trial on the Pareto front: ");
        assertThat(several.call("status").out()).contains("  1 on the Pareto front  ");
        assertThat(several.call("status", "two", "--json").out()).contains("\"best_trials\": [{\"trial\": ");
        assertThat(several.call("trials", "two", "--best", "5").out())
                .startsWith("trial  state            loss ")
                .hasLineCount(2);
        assertThat(several.call("log", "two").out()).contains("created: loss (minimize), size (maximize), seed 1");
    }

    @Test
    void monitorEndsWhenNobodyRunsTheStudy() {
        assertThat(trialog.call("monitor", "tiny").out()).startsWith("tiny: not running");
    }

    @Test
    void helpNamesExamplesAndExitCodes() {
        Result help = trialog.call("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("  3     another controller holds the study", "trialog run higgs.yaml --trials 50");
        assertThat(trialog.call("run", "--help").out()).contains("Examples:", "--trials=N");
        assertThat(trialog.call("--version").out()).startsWith("trialog ");
        assertThat(trialog.call().code()).isEqualTo(2);
    }

    @Test
    void resultsThatCanNotBeWrittenAreAFailure() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        Terminal terminal =
                new Terminal(full, System.err, InputStream.nullInputStream(), false, Map.of(), InstantSource.system());

        assertThat(Main.run(terminal, "--version")).isEqualTo(1);
    }

    @Test
    void completionIsAScriptWithAllCommands() {
        assertThat(trialog.call("completion", "bash").out()).contains("complete -F", "status", "verify", "--trials");
        assertThat(trialog.call("completion", "zsh").out()).startsWith("autoload -U +X compinit && compinit\n");
    }
}
