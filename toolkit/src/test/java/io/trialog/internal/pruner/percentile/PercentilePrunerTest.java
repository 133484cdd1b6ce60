package io.trialog.internal.pruner.percentile;

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

final class PercentilePrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return percentile(25, 5, 0, 1, 1);
    }

    @Test
    void theBestQuarterOfOneToFiveEndsAtTwo() {
        assertThat(oneToFive(create()).report(5, 0, 2.0).prune()).isFalse();
        assertThat(oneToFive(create()).report(5, 0, 2.1).prune()).isTrue();
    }

    @Test
    void theBestQuarterCountsFromTheTopWhenMaximizing() {
        assertThat(fill(PrunedStudy.maximizing(create())).report(5, 0, 4.0).prune())
                .isFalse();
        assertThat(fill(PrunedStudy.maximizing(create())).report(5, 0, 3.9).prune())
                .isTrue();
    }

    @Test
    void theMedianItselfIsKeptAndTheDecisionSaysWhatWasCompared() {
        assertThat(oneToFive(percentile(50, 5, 0, 1, 1)).report(5, 0, 3.0))
                .isEqualTo(new PruningDecision(
                        false, new PruneRecord(0, "median of 5 completed trials at step 0", 3.0, 3.0, 5, -1)));
    }

    @Test
    void theRuleOfAPercentileSaysHowMuchIsKept() {
        PruningDecision decision = oneToFive(percentile(12.5, 5, 0, 1, 1)).report(5, 0, 4.0);

        assertThat(decision.record())
                .isEqualTo(new PruneRecord(0, "best 12.5 % of 5 completed trials at step 0", 1.5, 4.0, 5, -1));
    }

    @Test
    void theBestValueSoFarIsComparedNotTheNewest() {
        PrunedStudy study = PrunedStudy.minimizing(percentile(50, 5, 0, 1, 1));
        for (int i = 1; i <= 5; i++) {
            int trial = study.ask();
            study.record(trial, 0, i);
            study.record(trial, 1, i);
            study.tell(trial, TrialState.COMPLETE);
        }
        int trial = study.ask();

        assertThat(study.report(trial, 0, 2.0).prune()).isFalse();
        assertThat(study.report(trial, 1, 100.0).prune()).isFalse();
    }

    @Test
    void thereIsNoPruningBeforeEnoughTrialsAreComplete() {
        PrunedStudy study = PrunedStudy.minimizing(percentile(50, 2, 0, 1, 1));
        study.completed(0, 1.0);
        int pruned = study.ask();
        study.record(pruned, 0, 1.0);
        study.tell(pruned, TrialState.PRUNED);
        int trial = study.ask();

        PruningDecision decision = study.report(trial, 0, 9.0);

        assertThat(decision.prune()).isFalse();
        assertThat(decision.record().rule()).isEqualTo("startup: 1 of 2 completed trials");
    }

    @Test
    void aStepIsLookedAtOncePerIntervalAfterTheWarmUp() {
        PrunedStudy study = PrunedStudy.minimizing(percentile(50, 1, 1, 3, 1));
        int other = study.ask();
        for (int step = 0; step < 9; step++) {
            study.record(other, step, 1.0);
        }
        study.tell(other, TrialState.COMPLETE);
        int trial = study.ask();
        List<Long> looked = new ArrayList<>();
        for (long step : new long[] {0, 2, 3, 4, 5, 7}) {
            if (study.report(trial, step, 1.0).record().count() > 0) {
                looked.add(step);
            }
        }

        assertThat(looked).containsExactly(2L, 4L, 7L);
    }

    @Test
    void nothingButNaNIsPruned() {
        PruningDecision decision = oneToFive(percentile(50, 5, 0, 1, 1)).report(5, 7, Double.NaN);

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record().rule()).isEqualTo("no reported value is a number");
    }

    @Test
    void theNaNOfOthersCountsTowardsMinTrialsButNotInThePercentile() {
        PrunedStudy study = PrunedStudy.minimizing(percentile(50, 0, 0, 1, 2));
        study.completed(0, 1.0);
        study.completed(0, Double.NaN);
        int trial = study.ask();

        assertThat(study.report(trial, 0, 1.5).record())
                .isEqualTo(new PruneRecord(0, "median of 1 completed trial at step 0", 1.0, 1.5, 1, -1));
    }

    @Test
    void aStepThatTooFewReportedIsNotCompared() {
        PrunedStudy study = oneToFive(percentile(50, 5, 0, 1, 2));
        study.completed(9, 1.0);
        int trial = study.ask();

        PruningDecision decision = study.report(trial, 9, 100.0);

        assertThat(decision.prune()).isFalse();
        assertThat(decision.record().rule()).isEqualTo("only 1 of 2 completed trials reported step 9");
    }

    private static PrunedStudy oneToFive(Pruner pruner) {
        return fill(PrunedStudy.minimizing(pruner));
    }

    private static PrunedStudy fill(PrunedStudy study) {
        for (int i = 1; i <= 5; i++) {
            study.completed(0, i);
        }
        study.ask();
        return study;
    }

    private static Pruner percentile(double percentile, int startup, int warmup, int interval, int least) {
        return PrunerCatalogue.of(Map.of(
                "type", "percentile",
                "percentile", percentile,
                "startup_trials", startup,
                "warmup_steps", warmup,
                "interval_steps", interval,
                "min_trials", least));
    }
}
