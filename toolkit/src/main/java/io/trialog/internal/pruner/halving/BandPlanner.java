package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Hyperband (L. Li et al., <em>Hyperband: a novel bandit-based approach to hyperparameter optimization</em>, JMLR 18
 * (2018)) on asynchronous successive halving: every trial belongs to a bracket, and bracket b is successive halving with
 * early stopping rate b among the trials of that bracket. Decides as Optuna's {@code HyperbandPruner} does where both
 * resources are given; the bracket depends on the name of the study and the number of the trial only.
 *
 * <p>If {@code max_resource} follows from the horizon, it is the horizon. If it is measured on the first COMPLETE trial with
 * reports, it is the largest step of that trial plus 1; there is no pruning before, and trials that were told by then have no
 * rungs. If {@code min_resource} follows from the horizon, it is a tenth of it, and steps are counted from the trial's own first.
 *
 * <p>Safe for use by several threads.
 */
final class BandPlanner implements Planner {

    private final Resource minResource;
    private final Resource maxResource;
    private final int reductionFactor;
    private final Watch watch;
    private final Horizon horizon;
    private volatile @Nullable Numbered last;

    /**
     * Plans by options that were checked one by one.
     *
     * @param minResource the step of the first rung of bracket 0
     * @param maxResource the largest step that trials report
     * @param reductionFactor at least 2
     * @param watch whose reports count
     * @param horizon how many steps a trial takes
     * @throws IllegalArgumentException if the largest step is below the first rung
     */
    BandPlanner(Resource minResource, Resource maxResource, int reductionFactor, Watch watch, Horizon horizon) {
        if (maxResource.isGiven() && minResource.isGiven() && maxResource.steps() < minResource.steps()) {
            throw new IllegalArgumentException("A pruner's max_resource must be at least " + minResource.steps()
                    + ", but is " + maxResource.steps() + ".");
        }
        this.minResource = minResource;
        this.maxResource = maxResource;
        this.reductionFactor = reductionFactor;
        this.watch = watch;
        this.horizon = maxResource.isGiven() && horizon.isMeasured()
                ? new Horizon(OptionalLong.of(maxResource.steps()), watch)
                : horizon;
    }

    @Override
    public Plan plan(StudyView view) {
        FirstCurve first = maxResource.isOf(Resource.Source.FIRST_TRIAL) ? FirstCurve.of(view, watch) : null;
        if (first == null && maxResource.isOf(Resource.Source.FIRST_TRIAL)) {
            return Plan.waiting("max_resource is unknown: no trial with reports is completed");
        }
        boolean expects = minResource.isOf(Resource.Source.HORIZON) || maxResource.isOf(Resource.Source.HORIZON);
        long steps = expects ? horizon.of(view) : -1;
        if (expects && steps < 0) {
            return Plan.waiting(horizon.missing(view));
        }
        long least = minResource.isGiven() ? minResource.steps() : Planner.firstRung(steps);
        long most = first != null ? first.lastStep() + 1 : maxResource.isGiven() ? maxResource.steps() : steps;
        Brackets brackets = brackets(view.settings().name(), least, Math.max(most, least));
        return new Plan(brackets, first == null ? 0 : first.told() + 1, steps, "");
    }

    private Brackets brackets(String study, long least, long most) {
        Numbered known = last;
        if (known == null || known.most() != most || !known.isFor(study, least)) {
            boolean counted = !minResource.isGiven();
            known = new Numbered(most, Brackets.of(study, least, most, reductionFactor, counted));
            last = known;
        }
        return known.brackets();
    }

    private record Numbered(long most, Brackets brackets) {

        boolean isFor(String study, long least) {
            return brackets.study().equals(study) && brackets.minResource() == least;
        }
    }
}
