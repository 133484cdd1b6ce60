package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.study.Budget;
import io.trialog.study.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies of several objectives with constraints and failures are derived again from their logs, whatever happened in between. */
class SeveralObjectivesVerifiedTest {

    @TempDir
    private Path root;

    private Study open(String sampler) {
        return Study.builder(sampler)
                .minimize("loss")
                .maximize("speed")
                .sampler(sampler, sampler.startsWith("nsga") ? Map.of("population", 8L) : Map.of())
                .pruner("nop")
                .seed(7)
                .durability(Durability.LEDGER)
                .parameter("x", new FloatDistribution(0, 1))
                .parameter("rate", new FloatDistribution(1e-4, 1, 0, true))
                .parameter("n", new IntDistribution(1, 9))
                .parameter("kind", CategoricalDistribution.of("a", "b"))
                .under(root)
                .open();
    }

    private static double[] values(Trial trial) {
        Map<String, Object> params = trial.params();
        double x = (Double) params.get("x");
        double n = (Long) params.get("n");
        trial.setConstraint("memory", x + n / 9 - 1.2);
        if (x > 0.9) {
            throw new IllegalStateException("too large");
        }
        return new double[] {(x - 0.3) * (x - 0.3) + Math.abs((Double) params.get("rate") - 0.01), n + x};
    }

    @ParameterizedTest
    @ValueSource(strings = {"nsga2", "nsga3", "tpe", "gp", "auto"})
    void theyAreVerifiedAfterThreadsFailuresResumeAndVoid(String sampler) {
        try (Study study = open(sampler)) {
            study.optimizeMulti(Budget.trials(20), 4, SeveralObjectivesVerifiedTest::values);
        }
        try (Study study = open(sampler)) {
            study.enqueue(Map.of("x", 0.25, "n", 4));
            study.optimizeMulti(Budget.trials(30), 4, SeveralObjectivesVerifiedTest::values);
            study.voidTrial(7, "a test");
            study.optimizeMulti(Budget.trials(36), 2, SeveralObjectivesVerifiedTest::values);

            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
            assertThat(study.bestTrials()).isNotEmpty().allMatch(trial -> trial.isFeasible());
        }
    }
}
