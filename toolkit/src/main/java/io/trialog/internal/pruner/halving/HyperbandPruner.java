package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Decisions;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Hyperband (L. Li et al., <em>Hyperband: a novel bandit-based approach to hyperparameter optimization</em>, JMLR 18
 * (2018)) on asynchronous successive halving: every trial belongs to a bracket, and bracket b is a {@link
 * SuccessiveHalvingPruner} with early stopping rate b among the trials of that bracket. Decides as Optuna's {@code
 * HyperbandPruner} does; the bracket depends on the name of the study and the number of the trial only.
 *
 * <p>If {@code max_resource} is auto, it is the largest step of the first COMPLETE trial with reports plus 1; there is no
 * pruning before, and trials that were told by then have no rungs.
 *
 * <p>Safe for use by several threads.
 */
final class HyperbandPruner implements Pruner {

    private final long minResource;
    private final OptionalLong maxResource;
    private final int reductionFactor;
    private final Halving halving;
    private volatile @Nullable Numbered last;

    /**
     * Decides by options that were checked one by one.
     *
     * @param minResource the step of the first rung of bracket 0, at least 1
     * @param maxResource the largest step that trials report, at least {@code minResource}; empty for auto
     * @param reductionFactor at least 2
     * @param bootstrapCount the first so many trials to complete a rung of a bracket are stopped there; at least 0
     * @throws IllegalArgumentException if options contradict each other
     */
    HyperbandPruner(long minResource, OptionalLong maxResource, int reductionFactor, int bootstrapCount) {
        if (maxResource.isPresent() && maxResource.getAsLong() < minResource) {
            throw new IllegalArgumentException("A pruner's max_resource must be at least " + minResource + ", but is "
                    + maxResource.getAsLong() + ".");
        }
        HalvingOptions.noBootstrapWithAuto(bootstrapCount, "max_resource", maxResource.isEmpty());
        this.minResource = minResource;
        this.maxResource = maxResource;
        this.reductionFactor = reductionFactor;
        this.halving = new Halving(reductionFactor, bootstrapCount);
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        TrialRecord trial = view.trial(number);
        PruningDecision none = Decisions.withoutRule(view, trial);
        if (none != null) {
            return none;
        }
        if (maxResource.isPresent()) {
            return decide(maxResource.getAsLong(), 0, view, trial);
        }
        FirstCurve first = FirstCurve.of(view);
        return first == null
                ? Decisions.keep(trial, "max_resource is auto and no trial with reports is completed")
                : decide(Math.max(first.lastStep() + 1, minResource), first.told() + 1, view, trial);
    }

    private PruningDecision decide(long resource, int firstTold, StudyView view, TrialRecord trial) {
        return halving.decide(brackets(view.settings().name(), resource), firstTold, view, trial);
    }

    private Brackets brackets(String study, long resource) {
        Numbered known = last;
        if (known == null
                || known.resource() != resource
                || !known.brackets().study().equals(study)) {
            known = new Numbered(resource, Brackets.of(study, minResource, resource, reductionFactor));
            last = known;
        }
        return known.brackets();
    }

    private record Numbered(long resource, Brackets brackets) {}
}
