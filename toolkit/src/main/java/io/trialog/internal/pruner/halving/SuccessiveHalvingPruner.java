package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Decisions;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.OptionalLong;

/**
 * Asynchronous successive halving without resumption (L. Li et al., <em>A system for massively parallel hyperparameter
 * tuning</em>, MLSys 2020, arXiv:1810.05934). Decides as Optuna's {@code SuccessiveHalvingPruner} does.
 *
 * <p>Rung r is reached at step {@code min_resource · reduction_factor^(min_early_stopping_rate + r)}. There the value at the
 * trial's largest step must be among the best {@code 1/reduction_factor} (at least one) of all values with which trials in
 * any state completed the rung so far; equal values pass, a NaN does not. One report may complete several rungs.
 *
 * <p>No rung is stored: each is derived from the order in which reports arrived, so that the decision is a pure function of the
 * view. Voided trials do not compete.
 *
 * <p>If {@code min_resource} is auto, it is the largest step of the first COMPLETE trial with reports divided by 100, at
 * least 1; there is no pruning before, and trials that were told by then have no rungs. In a study of one trial at a time this is what
 * Optuna does. Trials that were running at that moment keep the rungs that they had passed unjudged, where Optuna
 * would make their late values the standard of the first rungs.
 *
 * <p>Safe for use by several threads.
 */
final class SuccessiveHalvingPruner implements Pruner {

    private final OptionalLong minResource;
    private final int reductionFactor;
    private final int minEarlyStoppingRate;
    private final Halving halving;

    /**
     * Decides by options that were checked one by one.
     *
     * @param minResource the step of the first rung, at least 1; empty for auto
     * @param reductionFactor at least 2
     * @param minEarlyStoppingRate at least 0
     * @param bootstrapCount the first so many trials to complete a rung are stopped there; at least 0
     * @throws IllegalArgumentException if options contradict each other
     */
    SuccessiveHalvingPruner(
            OptionalLong minResource, int reductionFactor, int minEarlyStoppingRate, int bootstrapCount) {
        HalvingOptions.noBootstrapWithAuto(bootstrapCount, "min_resource", minResource.isEmpty());
        this.minResource = minResource;
        this.reductionFactor = reductionFactor;
        this.minEarlyStoppingRate = minEarlyStoppingRate;
        this.halving = new Halving(reductionFactor, bootstrapCount);
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        TrialRecord trial = view.trial(number);
        PruningDecision none = Decisions.withoutRule(view, trial);
        if (none != null) {
            return none;
        }
        if (minResource.isPresent()) {
            return decide(minResource.getAsLong(), 0, view, trial);
        }
        FirstCurve first = FirstCurve.of(view);
        return first == null
                ? Decisions.keep(trial, "min_resource is auto and no trial with reports is completed")
                : decide(Math.max(first.lastStep() / 100, 1), first.told() + 1, view, trial);
    }

    private PruningDecision decide(long resource, int firstTold, StudyView view, TrialRecord trial) {
        Scheme scheme = new Scheme.Single(new Ladder(resource, reductionFactor, minEarlyStoppingRate));
        return halving.decide(scheme, firstTold, view, trial);
    }
}
