package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;

/**
 * Prunes a trial whose best intermediate value so far is worse than the median of the COMPLETE trials at the same step: the
 * {@link PercentilePruner} at 50. Safe for use by several threads.
 */
public final class MedianPruner implements Pruner {

    private final PercentilePruner half;

    /** The usual options: 5 startup trials, no warm-up, at every step, one value is enough. */
    public MedianPruner() {
        this(5, 0, 1, 1);
    }

    /**
     * @throws IllegalArgumentException if an option is too small
     * @see PercentilePruner#PercentilePruner(double, int, long, long, int)
     */
    public MedianPruner(int startupTrials, long warmupSteps, long intervalSteps, int minTrials) {
        this.half = new PercentilePruner(50, startupTrials, warmupSteps, intervalSteps, minTrials);
    }

    @Override
    public PruningDecision decide(StudyView view, int trial) {
        return half.decide(view, trial);
    }
}
