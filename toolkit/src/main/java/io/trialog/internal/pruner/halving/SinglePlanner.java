package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;

/**
 * Successive halving: all trials on one ladder.
 *
 * <p>If {@code min_resource} follows from the horizon, it is a tenth of it, and steps are counted from the trial's own first
 * one; there is no pruning before, and the trials that were told by then compete, too. If it is measured on the first
 * COMPLETE trial with reports, it is the largest step of that trial divided by 100, at least 1; there is no pruning before, and
 * trials that were told by then have no rungs. In a study of one trial at a time this is what Optuna does. Trials that were
 * running at that moment keep the rungs that they had passed unjudged, where Optuna would make their late values the
 * standard of the first rungs.
 *
 * @param minResource the step of the first rung
 * @param reductionFactor at least 2
 * @param earlyStoppingRate at least 0
 * @param watch whose reports count
 * @param horizon how many steps a trial takes
 */
record SinglePlanner(Resource minResource, int reductionFactor, int earlyStoppingRate, Watch watch, Horizon horizon)
        implements Planner {

    @Override
    public Plan plan(StudyView view) {
        return switch (minResource.source()) {
            case GIVEN -> Plan.of(ladder(minResource.steps(), false), -1);
            case HORIZON -> {
                long steps = horizon.of(view);
                yield steps < 0
                        ? Plan.waiting(horizon.missing(view))
                        : Plan.of(ladder(Planner.firstRung(steps), true), steps);
            }
            case FIRST_TRIAL -> {
                FirstCurve first = FirstCurve.of(view, watch);
                yield first == null
                        ? Plan.waiting("min_resource is unknown: no trial with reports is completed")
                        : new Plan(ladder(Math.max(first.lastStep() / 100, 1), false), first.told() + 1, -1, "");
            }
        };
    }

    private Scheme ladder(long resource, boolean counted) {
        return new Scheme.Single(new Ladder(resource, reductionFactor, earlyStoppingRate, counted));
    }
}
