package io.trialog.internal.pruner.percentile;

import java.util.OptionalLong;

/**
 * When the percentile rule decides at all.
 *
 * @param rule 1: every COMPLETE trial counts for {@code startupTrials}, and there is no horizon; 2: only those that reported count
 * @param startupTrials no pruning while fewer trials count
 * @param warmupSteps no pruning below this step; empty for the first fifth of the horizon, counted from the trial's first step
 * @param intervalSteps the length of an interval in steps, at least 1
 * @param minTrials no pruning at a step that fewer COMPLETE trials reported, at least 1
 */
record Gates(int rule, int startupTrials, OptionalLong warmupSteps, long intervalSteps, int minTrials) {

    private static final int WARM_PART = 5;

    /** Whether nothing is decided before the horizon is known. */
    boolean needsHorizon() {
        return warmupSteps.isEmpty();
    }

    /** The first step at which a trial may be pruned. */
    long warm(long firstStep, long horizon) {
        return warmupSteps.isPresent() ? warmupSteps.getAsLong() : firstStep + horizon / WARM_PART;
    }
}
