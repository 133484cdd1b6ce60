package io.trialog.internal.pruner.halving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SuccessiveHalvingPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return halving(1, 2);
    }

    @Test
    void theBestHalfOfARungGoesOn() {
        PrunedStudy study = PrunedStudy.minimizing(halving(1, 2));
        int first = study.ask();
        int second = study.ask();
        int third = study.ask();

        assertThat(study.report(first, 1, 5.0))
                .isEqualTo(new PruningDecision(false, new PruneRecord(1, "rung 0 at step 1: best 1 of 1", 5, 5, 1, 0)));
        assertThat(study.report(second, 1, 6.0))
                .isEqualTo(new PruningDecision(true, new PruneRecord(1, "rung 0 at step 1: best 1 of 2", 5, 6, 2, 0)));
        assertThat(study.report(third, 1, 5.0).prune()).isFalse();
    }

    @Test
    void betweenRungsNothingIsCompared() {
        PrunedStudy study = PrunedStudy.minimizing(halving(2, 3));
        int trial = study.ask();

        assertThat(study.report(trial, 0, 1.0).record().rule()).isEqualTo("rung 0 begins at step 2");
        assertThat(study.report(trial, 2, 1.0).record().rung()).isZero();
        assertThat(study.report(trial, 5, 1.0).record().rule()).isEqualTo("rung 1 begins at step 6");
        assertThat(study.report(trial, 6, 1.0).record().rung()).isEqualTo(1);
    }

    @Test
    void oneReportMayCompleteSeveralRungsAndAPrunedTrialCompletesNoneAfterItsOwn() {
        PrunedStudy study = PrunedStudy.minimizing(halving(1, 2));
        int first = study.ask();
        study.report(first, 1, 2.0);
        study.report(first, 2, 1.0);
        int late = study.ask();

        PruningDecision decision = study.report(late, 8, 1.5);
        assertThat(decision.record()).isEqualTo(new PruneRecord(8, "rung 1 at step 8: best 1 of 2", 1.0, 1.5, 2, 1));
        study.tell(late, TrialState.PRUNED);

        int next = study.ask();
        PruningDecision alone = study.report(next, 4, 1.0);
        assertThat(alone.record()).isEqualTo(new PruneRecord(4, "rung 2 at step 4: best 1 of 1", 1.0, 1.0, 1, 2));
    }

    @Test
    void aNaNAtARungIsPrunedAndDoesNotCompete() {
        PrunedStudy study = PrunedStudy.minimizing(halving(1, 2));
        int first = study.ask();
        PruningDecision decision = study.report(first, 1, Double.NaN);
        int second = study.ask();

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record().rule()).isEqualTo("rung 0 at step 1: the value is not a number");
        assertThat(study.report(second, 1, 9.0).record().count()).isEqualTo(1);
    }

    @Test
    void failedTrialsCompeteToo() {
        PrunedStudy study = PrunedStudy.minimizing(halving(1, 2));
        int failed = study.ask();
        study.report(failed, 1, 1.0);
        study.tell(failed, TrialState.FAIL);

        assertThat(study.report(study.ask(), 1, 2.0).prune()).isTrue();
    }

    @Test
    void theFirstTrialsOfARungStopThereIfThereIsABootstrap() {
        PrunedStudy study = PrunedStudy.minimizing(halving(1, 2, 0, 2));

        assertThat(study.report(study.ask(), 1, 2.0).record().rule()).isEqualTo("rung 0 at step 1: one of the first 2");
        assertThat(study.report(study.ask(), 1, 1.0).prune()).isTrue();
        assertThat(study.report(study.ask(), 1, 1.0).prune()).isFalse();
    }

    @Test
    void anAutomaticMinimumIsAHundredthOfTheFirstCurve() {
        PrunedStudy study = PrunedStudy.minimizing(halving("auto", 4, 0, 0));
        int first = study.ask();
        PruningDecision early = study.report(first, 1, 9.0);
        study.report(first, 570, 1.0);
        study.tell(first, TrialState.COMPLETE);
        study.completed(5000, 1.0);
        int trial = study.ask();

        assertThat(early.record().rule()).isEqualTo("min_resource is unknown: no trial with reports is completed");
        assertThat(study.report(trial, 4, 0.5).record().rule()).isEqualTo("rung 0 begins at step 5");
        assertThat(study.report(trial, 5, 0.5).record().rung()).isZero();
        assertThat(study.report(trial, 19, 0.5).record().rule()).isEqualTo("rung 1 begins at step 20");
    }

    @Test
    void rungsBeyondEveryStepAreNeverReached() {
        PrunedStudy study = PrunedStudy.minimizing(halving(3, 10, 40, 0));

        assertThat(study.report(study.ask(), Long.MAX_VALUE, 1.0).prune()).isFalse();
    }

    @Test
    void aBootstrapNeedsAFixedResource() {
        assertThatThrownBy(() -> halving("auto", 4, 0, 3))
                .hasMessage("A pruner with bootstrap_count (3) must have a fixed min_resource, but it is auto.\n"
                        + "Maybe give min_resource a number, or leave bootstrap_count out.");
    }

    private static Pruner halving(long minResource, int reductionFactor) {
        return halving(minResource, reductionFactor, 0, 0);
    }

    private static Pruner halving(Object minResource, int reductionFactor, int rate, int bootstrap) {
        return PrunerCatalogue.of(Map.of(
                "type", "asha",
                "min_resource", minResource,
                "reduction_factor", reductionFactor,
                "min_early_stopping_rate", rate,
                "bootstrap_count", bootstrap));
    }
}
