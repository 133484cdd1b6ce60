package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.project.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trialog sweep} on a machine without a scheduler. */
@Tag("processes")
class SweepCommandTest {

    private static final String SWEEP = """
            sweep:
              grid:
                train.seed: [1, 2]
                lr: [0.1, 0.01]
              paired:
                - {model.name: [cnn, mlp, tree], model.dropout: [0.1, 0.2, 0.3]}
            objective: {command: [sh, train.sh], parameters: hydra}
            executor: {parallel: 2, time_limit: 30m}
            durability: ledger
            """;

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
        program("echo \"acc: 0.5, loss=0.25\"");
    }

    private void program(String line) throws IOException {
        Files.writeString(directory.resolve("train.sh"), line + "\n");
    }

    private String sweep(String text) throws IOException {
        return Files.writeString(directory.resolve("lr.yaml"), text).toString();
    }

    @Test
    void theCountSaysHowItComesAboutAndWhatIsLeft() throws IOException {
        String file = sweep(SWEEP);

        assertThat(trialog.call("sweep", file, "--count").out()).isEqualTo("""
                        2 seed × 2 lr × 3 pairs = 12 trials, 0 done, 12 left
                        At most 6.0 device hours: 12 × 30m × 1 CPU
                        """);
        assertThat(trialog.call("sweep", file, "--count", "--max-runs", "5").out())
                .startsWith("2 seed × 2 lr × 3 pairs = 12 trials, of which the first 5 are run, 0 done, 5 left\n");
        assertThat(SweepFile.read(Path.of(file)).count()).isEqualTo(12);
        assertThat(SweepFile.read(Path.of(file)).combinations(2))
                .isEqualTo(List.of(
                        Map.of("train.seed", 1L, "lr", 0.1, "model.name", "cnn", "model.dropout", 0.1),
                        Map.of("train.seed", 1L, "lr", 0.1, "model.name", "mlp", "model.dropout", 0.2)));
    }

    @Test
    void withoutAMetricATrialSucceedsIfItsProgramDoesAndEveryMetricIsKept() throws IOException {
        Result run = trialog.call("sweep", sweep(SWEEP), "--max-runs", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Trials run on this machine")
                .contains("[3/3] trial 2 complete", "Done: no point of the grid is left to try (3 complete");
        assertThat(trialog.call("trials", "lr", "--json").out()).contains("\"acc\": 0.5", "\"loss\": 0.25");
        assertThat(trialog.call("sweep", sweep(SWEEP), "--max-runs", "4").out()).contains("[4/4] trial 3 complete");
        assertThat(trialog.call("sweep", sweep(SWEEP), "--count").out()).contains("= 12 trials, 4 done, 8 left");
    }

    @Test
    void otherContentIsAnotherStudyAndTheStemMeansTheNewest() throws IOException {
        trialog.call("sweep", sweep(SWEEP), "--max-runs", "1");
        trialog.call("sweep", sweep(SWEEP.replace("[0.1, 0.01]", "[0.5]")), "--max-runs", "2");

        assertThat(trialog.call("list").out().lines()).hasSize(2).allMatch(line -> line.matches("lr-[0-9a-f]{6}"));
        assertThat(trialog.call("status", "lr").out()).contains("2 complete");
    }

    @Test
    void whereTheFirstTrialFailsNoOtherOneIsStarted() throws IOException {
        program("echo 'no such data' >&2; exit 3");

        Result run = trialog.call("sweep", sweep(SWEEP));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "The first trial failed, so no other one was started. It was trial 0:",
                        "no such data",
                        "--no-canary");
        assertThat(trialog.call("status", "lr").out()).contains("1 failed");
    }

    @Test
    void theFirstTrialRunsAloneUntilItReports() throws IOException {
        program("echo \"epoch 1 acc: 0.5\"; until [ $(ls -d studies/*/trials/*/* | wc -l) -ge 2 ]; do sleep 0.1; done");

        Result run = trialog.call("sweep", sweep(SWEEP), "--max-runs", "2");

        assertThat(run.out()).contains("Done: no point of the grid is left to try (2 complete");
    }

    @Test
    void aDryRunStartsNothing() throws IOException {
        Result dry = trialog.call("sweep", sweep(SWEEP), "--dry-run");

        assertThat(dry.out())
                .contains("would be new", "0 of 12 are finished, 12 are left")
                .contains("train.sh train.seed=1 lr=0.1 model.name=cnn model.dropout=0.1");
        assertThat(directory.resolve("studies")).doesNotExist();
    }

    @Test
    void whatCanNotBeMeantIsASentence() throws IOException {
        String file = sweep(SWEEP);

        assertThat(trialog.call("sweep").err())
                .contains("There is no sweep file sweeps/sweep.yaml in ", "Maybe trialog init");
        assertThat(trialog.call("sweep", file, "--array").err())
                .contains("Jobs need a scheduler, but there is none here", "Maybe --mode local.");
        assertThat(trialog.call("sweep", file, "--mode", "remote").err()).contains("Trialog starts no jobs over SSH");
        assertThat(trialog.call("sweep", file, "--resources", "select=1:ncpus=4:mem=16gb")
                        .err())
                .contains(
                        "The resources 'select=1:ncpus=4:mem=16gb' are written for PBS, but the trials run by the executor"
                                + " 'local'.\nMaybe --resources cpus=4,mem=16G.");
        assertThat(trialog.call("sweep", file, "--resources", "lots").err()).contains("in 'lots' stands 'lots'");
        String large = sweep(SWEEP.replace(
                "lr: [0.1, 0.01]",
                "lr: [0.1, 0.01]\n    x: ["
                        + IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                        + "]"));
        assertThat(trialog.call("sweep", large).err())
                .contains("A sweep must not have more than 100000 trials, but has 240000.\nMaybe --max-runs 1000");
    }

    @Test
    void groupAndTagsAreKeptAndShownWithoutATracker() throws IOException {
        String file = sweep(SWEEP + "metadata: {description: nets, tags: [old]}\n");

        trialog.call("sweep", file, "--max-runs", "1", "--group", "thesis", "--tags", "a,b");

        assertThat(trialog.call("status", "lr").out())
                .containsPattern("tags +a, b\n")
                .containsPattern("group +thesis\n")
                .containsPattern("about +nets\n");
        trialog.call(
                "report", "lr", "--output", directory.resolve("report.html").toString());
        assertThat(directory.resolve("report.html")).content().contains("metadata: {tags: [a, b], group: thesis,");
        assertThat(trialog.call("list", "--json").out())
                .contains("\"metadata\": {\"tags\": [\"a\", \"b\"], \"group\": \"thesis\", \"description\": \"nets\"}");
    }

    @Test
    void aBaselineOfAProgramWhoseOwnValuesAreNotKnownIsRefused() throws IOException {
        Result run = trialog.call("sweep", sweep(SWEEP + "baseline: true\n"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "lr.yaml: 'baseline' needs a program of Hydra: the own values of another program are not known.\n"
                                + "Maybe leave 'baseline' out, ");
        assertThat(directory.resolve("studies")).doesNotExist();
    }
}
