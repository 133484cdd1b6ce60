package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.study.Budget;
import io.trialog.study.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study by {@code cmaes} is derived again from its log, whatever happened in between. */
class CmaesStudyTest {

    @TempDir
    private Path root;

    private Study open(double high) {
        return Study.builder("evolving")
                .minimize("loss")
                .sampler("cmaes", Map.of())
                .pruner("nop")
                .seed(7)
                .durability(Durability.LEDGER)
                .parameter("x", new FloatDistribution(0, high))
                .parameter("rate", new FloatDistribution(1e-4, 1, 0, true))
                .parameter("n", new IntDistribution(1, 9))
                .parameter("kind", CategoricalDistribution.of("a", "b"))
                .under(root)
                .open();
    }

    private static double loss(Trial trial) {
        Map<String, Object> params = trial.params();
        double x = (Double) params.get("x") - 0.3;
        double rate = Math.abs((Double) params.get("rate") - 0.01);
        double n = (Long) params.get("n") - 4.0;
        return x * x + rate + n * n / 10 + ("a".equals(params.get("kind")) ? 0 : 1);
    }

    private static long run(Study study) {
        int last = study.view().trialCount() - 1;
        return (Long) study.view().trial(last).memo().get("run");
    }

    @Test
    void itIsVerifiedAfterParallelTrialsResumeVoidAndAChangedRange() {
        try (Study study = open(1)) {
            study.optimize(Budget.trials(60), 16, CmaesStudyTest::loss);
            assertThat(study.replay().verify().toString()).contains("60 asks");
        }
        try (Study study = open(1)) {
            study.enqueue(Map.of("x", 0.25, "n", 4));
            study.optimize(Budget.trials(80), 3, CmaesStudyTest::loss);
            study.voidTrial(17, "a test");
            study.optimize(Budget.trials(90), 16, CmaesStudyTest::loss);
            assertThat(run(study)).isEqualTo(1);
        }
        try (Study study = open(5)) {
            study.optimize(Budget.trials(150), 16, CmaesStudyTest::loss);
            assertThat(run(study)).isEqualTo(2);

            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
            assertThat(study.best().value()).isLessThan(0.1);
        }
    }
}
