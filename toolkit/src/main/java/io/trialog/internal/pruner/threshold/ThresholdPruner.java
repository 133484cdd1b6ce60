package io.trialog.internal.pruner.threshold;

import io.trialog.internal.pruner.Intervals;
import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;

/**
 * Prunes a trial whose value at its largest step lies outside fixed bounds, or is not a number. A value on a bound is kept.
 * Decides as Optuna's {@code ThresholdPruner} does. Safe for use by several threads.
 *
 * @param lower the lower bound, maybe infinite
 * @param upper the upper bound, maybe infinite
 * @param warmupSteps no pruning below this step
 * @param intervalSteps the length of an interval in steps, at least 1
 * @param watch whose reports count
 */
record ThresholdPruner(double lower, double upper, long warmupSteps, long intervalSteps, Watch watch)
        implements Pruner {

    @Override
    public PruningDecision decide(StudyView view, int number) {
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        String reason = Intervals.reasonToWait(judged.reports(), warmupSteps, intervalSteps);
        if (reason != null) {
            return judged.keep(reason);
        }
        double value = judged.reports().lastValue();
        String where = " at step " + judged.reports().lastStep();
        if (Double.isNaN(value)) {
            return judged.prune("the value" + where + " is not a number", -1);
        }
        if (value < lower) {
            return judged.compared(true, "below the lower bound" + where, lower, value, 1);
        }
        if (value > upper) {
            return judged.compared(true, "above the upper bound" + where, upper, value, 1);
        }
        double nearest = value - lower < upper - value ? lower : upper;
        return judged.compared(false, "within the bounds" + where, nearest, value, 1);
    }
}
