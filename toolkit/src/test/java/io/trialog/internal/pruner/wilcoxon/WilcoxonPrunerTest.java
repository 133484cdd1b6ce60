package io.trialog.internal.pruner.wilcoxon;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WilcoxonPrunerTest extends PrunerContract {

    private static final double[] BEST = {1, 1.1, .9, 1.05, 1.2, .95};
    private static final double[] OWN = {1.3, 1.2, 1.4, 1.1, 1.4, 1.5};

    @Override
    protected Pruner create() {
        return PrunerCatalogue.of(Map.of("type", "wilcoxon", "p_threshold", 0.3));
    }

    private static PrunedStudy withBest(Pruner pruner, int repeats) {
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        int best = study.ask();
        for (int step = 0; step < repeats * BEST.length; step++) {
            study.record(best, step, BEST[step % BEST.length]);
        }
        study.tell(best, TrialState.COMPLETE);
        return study;
    }

    @Test
    void withoutCorrectionTheFourthLossInARowPrunes() {
        PrunedStudy study = withBest(PrunerCatalogue.of(Map.of("type", "wilcoxon", "correction", "none")), 1);
        int trial = study.ask();
        for (int step = 0; step < 3; step++) {
            assertThat(study.report(trial, step, OWN[step]).prune()).isFalse();
        }

        PruningDecision decision = study.report(trial, 3, OWN[3]);

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record())
                .isEqualTo(new PruneRecord(3, "Wilcoxon's p at 4 pairs with trial 0", 0.1, 0.0625, 4, -1));
    }

    @Test
    void withCorrectionTheFirstTestIsAtSixPairs() {
        PrunedStudy study = withBest(PrunerCatalogue.of(Map.of("type", "wilcoxon")), 1);
        int trial = study.ask();
        for (int step = 0; step < 5; step++) {
            assertThat(study.report(trial, step, OWN[step]).record().rule()).startsWith("no test at ");
        }

        PruningDecision decision = study.report(trial, 5, OWN[5]);

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record())
                .isEqualTo(new PruneRecord(5, "Wilcoxon's p at 6 pairs with trial 0", 0.05, 1 / 64.0, 6, -1));
    }

    @Test
    void theThresholdIsHalvedFromTestToTest() {
        Pruner pruner = PrunerCatalogue.of(Map.of("type", "wilcoxon"));
        PrunedStudy study = withBest(pruner, 8);
        int trial = study.ask();
        List<String> tests = new ArrayList<>();
        for (int step = 0; step < 48; step++) {
            study.record(trial, step, BEST[step % BEST.length] + (step % 2 == 0 ? 1 : -1));
            PruneRecord record = pruner.decide(study.view(), trial).record();
            if (record.count() > 0) {
                tests.add(record.count() + ": " + record.threshold());
            }
        }

        assertThat(tests).containsExactly("6: 0.05", "12: 0.025", "24: 0.0125", "48: 0.00625");
    }

    @Test
    void aReportWithoutAPairIsNoNewTest() {
        Pruner pruner = PrunerCatalogue.of(Map.of("type", "wilcoxon"));
        PrunedStudy study = withBest(pruner, 1);
        int trial = study.ask();
        for (int step = 0; step < 6; step++) {
            study.record(trial, step, OWN[step]);
        }
        study.record(trial, 99, 9.0);

        assertThat(pruner.decide(study.view(), trial).record().rule()).isEqualTo("no test at 6 pairs with trial 0");
    }

    @Test
    void aTrialThatIsBetterOnAverageIsKept() {
        Pruner pruner = PrunerCatalogue.of(Map.of("type", "wilcoxon", "correction", "none"));
        PrunedStudy study = withBest(pruner, 1);
        int trial = study.ask();
        for (int step = 1; step < 5; step++) {
            study.record(trial, step, BEST[step] + 0.1);
        }
        study.record(trial, 9, -20);

        assertThat(pruner.decide(study.view(), trial))
                .isEqualTo(new PruningDecision(
                        false,
                        new PruneRecord(
                                9, "better than trial 0 on average, at 4 pairs with trial 0", 0.1, 0.0625, 4, -1)));
    }
}
