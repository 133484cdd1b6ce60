package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers in a study some of whose trials do not tell a metric that is bounded. */
class MissingConstraintTest {

    /** Half of the space does not tell the metric, and has the better values. */
    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "cmaes", "nsga2", "nsga3", "auto", "random"})
    void trialsThatDoNotTellTheMetricAreNotTakenForGoodOnes(String sampler) {
        try (Study study = Study.builder("missing")
                .minimize("loss")
                .constraint("memory", "mem_gb <= 0.5")
                .sampler(sampler)
                .seed(7)
                .inMemory()) {
            study.optimize(60, trial -> {
                double x = trial.suggestFloat("x", 0, 1);
                double y = trial.suggestFloat("y", 0, 1);
                if (x >= 0.5) {
                    trial.report(Map.of("mem_gb", y), 0);
                }
                return x + y;
            });

            long good = study.trials().list().subList(30, 60).stream()
                    .filter(TrialRecord::isFeasible)
                    .count();
            assertThat(study.best().getDouble("x")).isGreaterThanOrEqualTo(0.5);
            if (!List.of("random", "gp")
                    .contains(sampler)) { // a Gaussian process takes a step for a slope, and looks at its edge
                assertThat(good).as("feasible among the last 30 of " + sampler).isGreaterThan(9);
            }
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }
}
