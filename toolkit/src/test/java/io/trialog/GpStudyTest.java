package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.study.Budget;
import io.trialog.study.Durability;
import io.trialog.study.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies with the sampler {@code gp}. */
class GpStudyTest {

    @TempDir
    private Path root;

    private Study open(double high) {
        return Study.builder("model")
                .minimize("loss")
                .seed(3)
                .parameter("x", new FloatDistribution(0, high))
                .parameter("y", new FloatDistribution(0.001, 1, 0, true))
                .parameter("c", CategoricalDistribution.of("a", "b"))
                .sampler("gp")
                .pruner("nop")
                .durability(Durability.LEDGER)
                .under(root)
                .open();
    }

    private static double loss(Trial trial) {
        double x = (double) trial.params().get("x") - 0.4;
        double y = Math.log10((double) trial.params().get("y")) + 2;
        return x * x + y * y + ("a".equals(trial.params().get("c")) ? 0 : 0.3);
    }

    @Test
    void aStudyIsVerifiedAfterSixteenThreadsAResumeAVoidAndAChangedRange() {
        try (Study study = open(1)) {
            study.optimize(Budget.trials(32), 16, GpStudyTest::loss);
            study.voidTrial(20, "a broken sensor");
        }
        try (Study study = open(1)) {
            study.optimizeMore(3, GpStudyTest::loss);
        }
        try (Study study = open(0.5)) {
            study.optimizeMore(3, GpStudyTest::loss);

            Verification verification = study.replay().verify();
            assertThat(verification.isGreen()).as(verification.toString()).isTrue();
            assertThat(study.best().value()).isLessThan(0.01);
        }
    }

    @Test
    void aProgramThatAsksForItsParametersGetsThemFromTheModel() {
        try (Study study =
                Study.builder("asks").minimize().seed(1).sampler("gp").inMemory()) {
            study.optimize(25, trial -> {
                double x = trial.suggestFloat("x", 0, 1) - 0.25;
                double n = trial.suggestInt("n", 1, 9) - 4;
                return x * x + 0.1 * n * n;
            });

            assertThat(study.best().value()).isLessThan(1e-4);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void conditionsAreRefusedWithWhatToUse() {
        StudyBuilder builder = Study.builder("conditions")
                .minimize()
                .sampler("gp")
                .parameter("model", CategoricalDistribution.of("net", "trees"))
                .parameter("rate", new FloatDistribution(0, 1), Map.of("model", List.of("net")));

        assertThatThrownBy(builder::inMemory)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sampler gp needs every parameter in every trial, but 'rate' has a condition."
                        + "\nMaybe sampler(\"tpe\"), which handles conditions.");
        try (Study study = builder.fixed("model", "net").inMemory()) {
            study.optimize(12, trial -> (double) trial.params().get("rate"));
            assertThat(study.trials()).hasSize(12);
        }
    }
}
