package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code create}, {@code retry}, {@code add}, and studies that come into being with their first trial. */
@Tag("processes")
class RepairCommandsTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    private String grid() throws IOException {
        Files.writeString(directory.resolve("objective.sh"), """
                for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
                [ "$x" = 0.25 ] && [ ! -e mended ] && exit 3
                echo "loss: $x"
                """);
        String file = trialog.studyFile("grid");
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("{min: 0.0, max: 1.0}", "{values: [0.0, 0.25, 0.5]}")
                        .replace("type: random", "type: grid"));
        return file;
    }

    private StudyView view(String study) {
        return StudyReader.open(trialog.study(study)).view();
    }

    @Test
    void aGridWithFailuresSaysSoAndOneCommandRepairsIt() throws IOException {
        Result run = trialog.call("run", grid());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                1 of the 3 trials of the grid failed: 1.
                Maybe 'trialog trials grid --state fail' shows why; 'trialog retry grid --failed' runs them again.
                """);
        assertThat(trialog.call("status", "grid").out()).contains("'trialog retry grid --failed'");

        Files.createFile(directory.resolve("mended"));
        Result retry = trialog.call("retry", "grid", "--failed");
        assertThat(retry.err()).isEmpty();
        assertThat(retry.code()).isZero();
        assertThat(retry.out()).startsWith("Run again: 1 trial (1).\n").contains("(3 complete, 0 pruned, 0 failed,");
        assertThat(trialog.call("retry", "grid").out())
                .isEqualTo("Nothing to retry: no trial of the study 'grid' failed.\n");
        assertThat(trialog.call("verify", "grid").code()).isZero();
    }

    @Test
    void aRetryMayWaitUntilTheStudyGoesOn() throws IOException {
        trialog.call("run", grid());
        assertThat(trialog.call("retry", "grid", "1", "--later").out())
                .isEqualTo("Run again: 1 trial (1).\n'trialog resume grid' runs them.\n");
        assertThat(view("grid").running()).extracting(TrialRecord::number).containsExactly(1);
        assertThat(trialog.call("status", "grid").out()).contains("1 to run again");

        Result again = trialog.call("retry", "grid", "1");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("Only a trial that failed can run again, but trial 1 is RUNNING.");
        assertThat(trialog.call("resume", "grid").code()).isEqualTo(1);
        assertThat(view("grid").trial(1).attempts()).hasSize(2);
    }

    @Test
    void aStudyIsMadeWithoutRunningIt() throws IOException {
        String file = trialog.studyFile("tiny");
        Result made = trialog.call("create", file);
        assertThat(made.code()).isZero();
        assertThat(made.out()).startsWith("The study 'tiny' was made in ");
        assertThat(view("tiny").trialCount()).isZero();
        assertThat(trialog.call("create", file).out()).startsWith("The study 'tiny' exists already in ");

        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("max: 1.0", "max: 2.0"));
        Result different = trialog.call("create", file);
        assertThat(different.code()).isEqualTo(2);
        assertThat(different.err()).contains("'tiny' exists already, and its file now asks for something else", "2.0");
    }

    @Test
    void aStudyIsMadeByItsFirstTrial() throws IOException {
        assertThat(trialog.call("ask", trialog.studyFile("asked")).out()).startsWith("trial 0\n");
        Result enqueued = trialog.call("enqueue", trialog.studyFile("enqueued"), "x=0.5");
        assertThat(enqueued.out()).isEqualTo("trial 0 waits with x=0.5\n");
        assertThat(enqueued.err()).startsWith("note: The study 'enqueued' was made in ");
        assertThat(trialog.call("enqueue", "nothing", "x=0.5").code()).isEqualTo(2);
    }

    @Test
    void whatIsThereNeedNotBeEnqueuedAgain() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("enqueue", file, "x=0.5");
        assertThat(trialog.call("enqueue", "tiny", "x=0.5", "--skip-existing").out())
                .isEqualTo("skipped: trial 0 has x=0.5\n");
        assertThat(trialog.call("enqueue", "tiny", "x=0.25", "--skip-existing").out())
                .startsWith("trial 1 waits");
        assertThat(view("tiny").trialCount()).isEqualTo(2);
    }

    @Test
    void resultsFromElsewhereAreAddedOnce() throws IOException {
        String file = trialog.studyFile("tiny");
        assertThat(trialog.call("add", file, "x=0.5", "--value", "0.125").out())
                .isEqualTo("1 result added, 0 skipped because the study has them already.\n");
        Path table = Files.writeString(directory.resolve("results.csv"), """
                run,x,acc,host
                1,0.5,0.125,n1
                2,0.25,0.5,"n2, the fast one"
                3,0.75,,n1
                """);
        String[] add = {"add", "tiny", "--from", table.toString(), "--metric", "acc"};
        assertThat(trialog.call(add).out())
                .isEqualTo("1 result added, 1 skipped because the study has them already,"
                        + " 1 passed over because they have no result.\n");
        assertThat(trialog.call(add).out()).startsWith("0 results added, 2 skipped");

        TrialRecord added = view("tiny").trial(1);
        assertThat(added.source()).isEqualTo("results.csv, line 3");
        assertThat(added.params()).isEqualTo(Map.of("x", 0.25));
        assertThat(added.metrics()).isEqualTo(Map.of("loss", 0.5, "run", 2.0));
        assertThat(added.userAttributes()).isEqualTo(Map.of("host", "n2, the fast one"));
        assertThat(view("tiny").best().number()).isZero();

        Result run = trialog.call("run", "tiny", "--trials", "2");
        assertThat(run.out()).contains("Done: 2 trials are finished (4 complete, of which 2 were added, 0 pruned");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
    }

    @Test
    void resultsOfAnotherStudyAreAdded() throws IOException {
        trialog.call("run", trialog.studyFile("first"), "--trials", "2");
        assertThat(trialog.call("add", trialog.studyFile("second"), "--from", "first")
                        .out())
                .startsWith("2 results added");
        assertThat(view("second").trial(0).source()).isEqualTo("study first, trial 0");
        assertThat(view("second").trial(0).params())
                .isEqualTo(view("first").trial(0).params());
        assertThat(trialog.call("add", "second", "--from", "first").out()).startsWith("0 results added, 2 skipped");
    }

    @Test
    void aResultThatDoesNotFitIsRefusedAndNothingIsAdded() throws IOException {
        String file = trialog.studyFile("tiny");
        Path table = Files.writeString(directory.resolve("results.csv"), "x,loss\n0.5,1\n7,2\n");
        Result refused = trialog.call("add", file, "--from", table.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("The result from results.csv, line 3 must fit into the study", "but is 7.0");
        assertThat(view("tiny").trialCount()).isZero();
        assertThat(trialog.call("add", "tiny", "y=1", "--value", "1").err())
                .contains("must have a value of 'x', but has only [y]");
        assertThat(trialog.call("add", "tiny", "x=1").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x,x,loss\\n0.5,0.6,1     | has 'x' twice
                    x;loss\\n0,5;1           | must have commas between its columns, but the header of
                    x,loss\\n0.5,1\\n0.6,"2 | line 3: A quote must be closed
                    x,loss\\n0.5             | line 2: The row must have 2 cells, as the header has, but has 1.
                    """)
    void aTableThatCanBeReadInTwoWaysIsRefused(String table, String message) throws IOException {
        String file = trialog.studyFile("tiny");
        Path csv = Files.writeString(directory.resolve("results.csv"), table.replace("\\n", "\n"));
        Result refused = trialog.call("add", file, "--from", csv.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
    }

    @Test
    void addedResultsTakeTheirCellsOfAGrid() throws IOException {
        String file = grid();
        Files.createFile(directory.resolve("mended"));
        trialog.call("add", file, "x=0.25", "--value", "0.25");
        assertThat(trialog.call("run", file).code()).isZero();
        assertThat(view("grid").count(TrialState.COMPLETE)).isEqualTo(3);
        assertThat(view("grid").trialCount()).isEqualTo(3);
    }
}
