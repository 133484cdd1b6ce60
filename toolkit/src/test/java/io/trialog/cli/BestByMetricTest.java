package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.MetricGoal;
import io.trialog.study.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestByMetricTest {

    @TempDir
    Path root;

    private Study study() {
        Study study = Study.builder("small")
                .minimize("loss")
                .constraint("memory", "mem_gb <= 40")
                .sampler("random")
                .under(root.resolve("studies"))
                .open();
        told(study, 0.5, Map.of("acc", 0.7, "mem_gb", 30.0, "depth", 3.0));
        told(study, 0.4, Map.of("acc", 0.8, "mem_gb", 20.0, "depth", 4.0));
        told(study, 0.3, Map.of("acc", 0.6, "mem_gb", 35.0, "depth", 2.0));
        told(study, 0.1, Map.of("acc", 0.9, "mem_gb", 50.0)); // not feasible
        told(study, 0.6, Map.of("acc", Double.NaN, "mem_gb", 30.0));
        return study;
    }

    private static void told(Study study, double loss, Map<String, Double> metrics) {
        Trial trial = study.ask();
        trial.report(metrics, 0);
        study.tell(trial, loss);
    }

    @Test
    void theBestTrialByAMetricIsFeasibleAndItsDirectionFollowsFromTheStudyOrTheName() {
        try (Study study = study()) {
            assertThat(study.best("acc").number()).isEqualTo(1);
            assertThat(study.best("acc", Direction.MINIMIZE).number()).isEqualTo(2);
            assertThat(study.best("loss").number()).isEqualTo(2);
            assertThat(study.best("mem_gb").number()).isEqualTo(1);
            assertThat(study.best("depth", Direction.MAXIMIZE).number()).isEqualTo(1);
        }
    }

    @Test
    void whatNothingTellsIsRefused() {
        try (Study study = study()) {
            assertThatThrownBy(() -> study.best("depth"))
                    .isInstanceOf(TrialogException.class)
                    .hasMessage(
                            "It must be said whether large or small values of 'depth' are better: it is no objective of"
                                    + " the study 'small'.\nMaybe --goal maximize, or Direction.MAXIMIZE.");
            assertThatThrownBy(() -> study.best("acd"))
                    .hasMessageContaining("its trials tell acc, depth, loss, mem_gb")
                    .hasMessageContaining("Maybe 'acc'");
        }
    }

    @Test
    void theCommandShowsTheTrialAndSaysWhatItGuessed() throws IOException {
        study().close();
        CommandLineInTest trialog = new CommandLineInTest(root);

        CommandLineInTest.Result guessed = trialog.call("best", "small", "--metric", "acc");
        assertThat(guessed.out()).startsWith("best by acc = 0.8:\ntrial 1: loss = 0.4");
        assertThat(guessed.err()).isEqualTo("note: acc is maximized, by its name; --goal minimize says otherwise.\n");
        CommandLineInTest.Result said =
                trialog.call("best", "small", "--metric", "acc", "--goal", "minimize", "--json");
        assertThat(said.out()).contains("\"trial\": 2");
        assertThat(said.err()).isEmpty();
        assertThat(trialog.call("best", "small", "--metric", "acc", "--goal", "up")
                        .code())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "val/acc, MAXIMIZE",
        "depthF1, MAXIMIZE",
        "test_f1, MAXIMIZE",
        "valLoss, MINIMIZE",
        "train_seconds, MINIMIZE",
        "auc_loss, ",
        "depth, ",
        "accuracy@5, MAXIMIZE"
    })
    void theWordsOfANameTellWhichValuesAreBetterOrNothing(String metric, Direction direction) {
        try (Study study = Study.builder("small").minimize("objective").inMemory()) {
            MetricGoal goal = MetricGoal.of(study.settings(), metric, null);
            assertThat(goal == null ? null : goal.direction()).isEqualTo(direction);
        }
    }
}
