package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.StudyBuilder;
import io.trialog.TrialPruned;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class WhyCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void place() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    private StudyBuilder study(String name) {
        return Study.builder(name)
                .minimize("loss")
                .seed(7)
                .durability(Durability.LEDGER)
                .under(trialog.study(name).getParent());
    }

    private void run(StudyBuilder builder, int trials) {
        try (Study open = builder.open()) {
            open.optimize(trials, trial -> {
                double loss = trial.suggestFloat("x", 0, 1) + trial.suggestInt("n", 1, 3);
                trial.report(loss, 1);
                if (trial.shouldPrune()) {
                    throw new TrialPruned();
                }
                return loss;
            });
        }
    }

    private String why(String name, int trial) {
        Result result = trialog.call("why", name, String.valueOf(trial));
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    @Test
    void aRandomValueIsToldAsOne() {
        run(study("dice").sampler("random").pruner("nop"), 2);

        assertThat(why("dice", 1))
                .startsWith("trial 1 was asked for at event ")
                .contains(", by random, rule 2, on the log up to event ")
                .containsPattern("\n  x  0\\.\\d+ +drawn at random\n  n  [123] +drawn at random\n");
    }

    @Test
    void aValueOfAGridHasItsPlace() {
        StudyBuilder grid = study("cells")
                .parameter("x", new FloatDistribution(0, 1))
                .parameter("n", new IntDistribution(1, 3))
                .sampler("grid", Map.of("grid", Map.of("x", List.of(0.25, 0.5))))
                .pruner("nop");
        run(grid, 4);

        assertThat(why("cells", 4 - 1))
                .contains("\n  grid: cell 3 of 6\n")
                .contains("\n  x  0.5  value 2 of 2 on the grid\n  n  1    value 1 of 3 on the grid\n");
    }

    @Test
    void aValueOfTpeNamesTheTrialThatItWasDrawnAround() {
        run(study("model").sampler("tpe", Map.of("startup_trials", 5)).pruner("nop"), 16);

        assertThat(why("model", 2))
                .contains(", by tpe, rule 3, ")
                .containsPattern("\n  x  0\\.\\d+ +drawn at random\n");
        assertThat(why("model", 15))
                .contains("\n  tpe joint: 2 below, 13 above, 2 parameters\n")
                .containsPattern(
                        "\n  x  0\\.\\d+ +drawn with n (around trial \\d+, which has 0\\.\\d+|from the whole range)\n")
                .contains("\n  n  1 ")
                .containsPattern("\n  for n, x:\n    below, the good trials: \\d+, \\d+\n    above, the others: 0, ");
    }

    @Test
    void aModelOfAllParametersSaysWhatItExpected() {
        run(
                study("process")
                        .parameter("x", new FloatDistribution(0, 1))
                        .parameter("n", new IntDistribution(1, 3))
                        .sampler("gp")
                        .pruner("nop"),
                14);

        assertThat(why("process", 13))
                .contains("\n  gp: 13 trials, fitted on 13, 2 parameters\n  predicted loss: ")
                .containsPattern(
                        "\n  predicted loss: \\S+ ± \\S+\n  expected improvement: \\S+\n  nearest trials: \\d+ ")
                .contains("  where the model promised most\n");
    }

    @Test
    void aSobolPointAndAFixedValueAreNamed() {
        run(
                study("points")
                        .parameter("x", new FloatDistribution(0, 1))
                        .parameter("n", new IntDistribution(1, 3))
                        .sampler("sobol")
                        .fixed("n", 2)
                        .pruner("nop"),
                3);

        assertThat(why("points", 2))
                .contains("\n  n fixed, sobol: point 2, balanced again with 4\n")
                .containsPattern("\n  x  0\\.\\d+ +coordinate 0 of sobol point 2, 0\\.\\d+\n")
                .contains("\n  n  2 ")
                .contains(" fixed for every trial of the study\n");
    }

    @Test
    void everyReportStandsWithItsThreshold() {
        run(study("curves").sampler("random").pruner("median", Map.of("startup_trials", 1, "warmup_steps", 0)), 8);

        String told =
                String.join("\n", List.of(why("curves", 0), why("curves", 1), why("curves", 2), why("curves", 3)));

        assertThat(told).contains("\n  step 1: ").contains("  goes on: ");
    }

    @Test
    void eachReportNamesTheThresholdThatItMetOrSurvived() {
        StudyBuilder builder =
                study("thresholds").sampler("random").pruner("median", Map.of("startup_trials", 2, "max_steps", 10));
        try (Study open = builder.open()) {
            open.optimize(3, trial -> {
                for (int step = 1; step <= 5; step++) {
                    trial.report(trial.number() + (step == 2 ? -0.5 : 0), step);
                    if (trial.shouldPrune()) {
                        throw new TrialPruned();
                    }
                }
                return 1.0;
            });
        }

        assertThat(why("thresholds", 1))
                .endsWith("  step 5: 1  goes on: startup: 1 of 2 completed trials with reports\n");
        assertThat(why("thresholds", 2))
                .endsWith(String.join(
                        "\n",
                        "  step 1: 2  goes on: warm-up until step 3",
                        "  step 2: 1.5  goes on: warm-up until step 3",
                        "  step 3: 2  pruned: median of 2 completed trials at step 3, threshold 0.5, compared 1.5\n"));
        assertThat(trialog.call("why", "thresholds", "2", "--json").out())
                .contains("\"threshold\": 0.5, \"compared\": 1.5, \"count\": 2, \"rung\": -1, \"horizon\": 10,"
                        + " \"warmup\": 2}");
    }

    @Test
    void aTrialThatNobodyAskedForHasNoReasons() {
        run(study("dice").sampler("random"), 2);

        Result result = trialog.call("why", "dice", "2");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("trialog: There is no trial 2: the study 'dice' has 2 trials, counted from 0.\n");
    }

    @Test
    void scriptsReadTheSame() {
        run(study("dice").sampler("random").pruner("nop"), 1);

        assertThat(trialog.call("why", "dice", "0", "--json").out())
                .startsWith("{\"trial\": 0, \"seq\": 2, \"basis\": 1, \"sampler\": {\"")
                .contains("\"params\": {\"x\": {\"value\": 0.")
                .contains("\"source\": \"drawn at random\", \"below\": [], \"above\": []}");
    }
}
