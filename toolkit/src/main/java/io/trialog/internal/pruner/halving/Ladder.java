package io.trialog.internal.pruner.halving;

import io.trialog.trial.Reports;
import java.util.Arrays;

/**
 * The rungs of successive halving: rung r is reached at step {@code minResource · reductionFactor^(earlyStoppingRate + r)}.
 *
 * @param minResource at least 1
 * @param reductionFactor at least 2
 * @param earlyStoppingRate at least 0
 */
record Ladder(long minResource, int reductionFactor, int earlyStoppingRate) {

    /** The step at which a rung is reached; {@link Long#MAX_VALUE} if no trial can reach it. */
    long step(int rung) {
        long step = minResource;
        for (int i = 0; i < earlyStoppingRate + rung; i++) {
            if (step > Long.MAX_VALUE / reductionFactor) {
                return Long.MAX_VALUE;
            }
            step *= reductionFactor;
        }
        return step;
    }

    /**
     * The values with which a trial completed its rungs, when each of its reports was followed by a decision: at each report,
     * every rung that the largest step has reached and that was not completed before takes the value at that step. A NaN
     * completes nothing.
     *
     * @param count how many of the reports, in order of arrival, to look at
     */
    double[] completed(Reports reports, int count) {
        double[] values = new double[4];
        int rung = 0;
        long last = -1;
        double value = Double.NaN;
        for (int i = 0; i < count; i++) {
            if (reports.step(i) > last) {
                last = reports.step(i);
                value = reports.value(i);
            }
            while (!Double.isNaN(value) && isReached(rung, last)) {
                values = rung < values.length ? values : Arrays.copyOf(values, 2 * rung);
                values[rung++] = value;
            }
        }
        return Arrays.copyOf(values, rung);
    }

    boolean isReached(int rung, long lastStep) {
        long step = step(rung);
        return lastStep >= step && step < Long.MAX_VALUE;
    }
}
