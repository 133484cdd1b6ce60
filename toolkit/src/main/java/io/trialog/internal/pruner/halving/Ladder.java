package io.trialog.internal.pruner.halving;

import io.trialog.trial.Reports;
import java.util.Arrays;

/**
 * The rungs of successive halving: rung r is reached at step {@code minResource · reductionFactor^(earlyStoppingRate + r)}.
 *
 * @param minResource at least 1
 * @param reductionFactor at least 2
 * @param earlyStoppingRate at least 0
 * @param counted whether a trial's steps are counted from its own first step, which is the first; else steps are taken as they are
 */
record Ladder(long minResource, int reductionFactor, int earlyStoppingRate, boolean counted) {

    /** How far a trial is whose smallest and largest steps are these. */
    long resource(long firstStep, long lastStep) {
        return counted ? lastStep - firstStep + 1 : lastStep;
    }

    /** The step at which a rung is reached by a trial that began at {@code firstStep}. */
    long step(int rung, long firstStep) {
        long step = step(rung);
        return counted && step < Long.MAX_VALUE - firstStep ? step + firstStep - 1 : step;
    }

    /** How far a trial must be to reach a rung; {@link Long#MAX_VALUE} if none can reach it. */
    private long step(int rung) {
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
        long first = Long.MAX_VALUE;
        long last = -1;
        double value = Double.NaN;
        for (int i = 0; i < count; i++) {
            first = Math.min(first, reports.step(i));
            if (reports.step(i) > last) {
                last = reports.step(i);
                value = reports.value(i);
            }
            while (!Double.isNaN(value) && isReached(rung, resource(first, last))) {
                values = rung < values.length ? values : Arrays.copyOf(values, 2 * rung);
                values[rung++] = value;
            }
        }
        return Arrays.copyOf(values, rung);
    }

    boolean isReached(int rung, long resource) {
        long step = step(rung);
        return resource >= step && step < Long.MAX_VALUE;
    }
}
