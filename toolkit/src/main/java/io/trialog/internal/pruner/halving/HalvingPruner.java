package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;

/**
 * Asynchronous successive halving without resumption (L. Li et al., <em>A system for massively parallel hyperparameter
 * tuning</em>, MLSys 2020, arXiv:1810.05934), in one bracket or in those of Hyperband.
 *
 * <p>Rung r is reached at step {@code min_resource · reduction_factor^(min_early_stopping_rate + r)}. There the value at the
 * trial's largest step must be among the best {@code 1/reduction_factor} (at least one) of all values with which trials in
 * any state completed the rung so far; equal values pass, a NaN does not. One report may complete several rungs.
 *
 * <p>No rung is stored: each is derived from the order in which reports arrived, so that the decision is a pure function of the
 * view. Voided trials do not compete.
 *
 * <p>Safe for use by several threads.
 */
final class HalvingPruner implements Pruner {

    private final Watch watch;
    private final Planner planner;
    private final Halving halving;

    /**
     * Decides by options that were checked one by one.
     *
     * @param watch whose reports count
     * @param planner which trials compete
     * @param halving how they compete
     */
    HalvingPruner(Watch watch, Planner planner, Halving halving) {
        this.watch = watch;
        this.planner = planner;
        this.halving = halving;
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        Plan plan = planner.plan(judged.view());
        Scheme scheme = plan.scheme();
        if (scheme == null) {
            return judged.keep(plan.missing());
        }
        PruningDecision decision = halving.decide(scheme, plan.firstTold(), judged);
        return new PruningDecision(decision.prune(), decision.record().within(plan.horizon(), -1));
    }
}
