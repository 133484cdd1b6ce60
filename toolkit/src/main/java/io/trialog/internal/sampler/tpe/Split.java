package io.trialog.internal.sampler.tpe;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;

/**
 * Divides trials into the good ones ("below") and the rest: first the best COMPLETE ones by value, then PRUNED ones that
 * went furthest (ties by the last intermediate value), then infeasible ones by their violation; ties always to the lower
 * number. Follows trials incrementally; the order in which they are added has no influence. Not safe for use by several
 * threads.
 */
final class Split {

    /** The most trials that can be good. */
    static final int MOST = 25;

    private final TpeBest complete = new TpeBest();
    private final TpeBest pruned = new TpeBest();
    private final TpeBest infeasible = new TpeBest();
    private final double gamma;

    /**
     * @param gamma the share that is good, rounded up
     */
    Split(double gamma) {
        this.gamma = gamma;
    }

    /** How many of {@code n} trials are good: their share, rounded up, but at most {@link #MOST}. */
    int size(int n) {
        return Math.min(share(n), MOST);
    }

    /** The good share of {@code n} trials, rounded up. */
    int share(int n) {
        return (int) Math.ceil(gamma * n - 1e-9);
    }

    /**
     * Takes a COMPLETE or PRUNED trial.
     *
     * @param sign +1 to minimize, -1 to maximize
     */
    void add(TrialRecord trial, double sign) {
        if (!trial.isFeasible()) {
            double violation = trial.violation(); // NaN if a constraint has no value, which is as bad as can be
            infeasible.offer(Double.isNaN(violation) ? Double.POSITIVE_INFINITY : violation, 0, trial.number());
        } else if (trial.state() == TrialState.COMPLETE) {
            complete.offer(sign * trial.value(), 0, trial.number());
        } else if (trial.reports().isEmpty()) {
            pruned.offer(1, 0, trial.number());
        } else {
            double last = sign * trial.reports().lastValue();
            pruned.offer(
                    (double) -trial.reports().lastStep(),
                    Double.isNaN(last) ? Double.POSITIVE_INFINITY : last,
                    trial.number());
        }
    }

    /** The numbers of the good ones among {@code n} trials added, ascending. */
    int[] below(int n) {
        int[] below = new int[size(n)];
        int filled = complete.copyTo(below, 0, below.length);
        filled += pruned.copyTo(below, filled, below.length - filled);
        filled += infeasible.copyTo(below, filled, below.length - filled);
        Arrays.sort(below, 0, filled);
        return below;
    }

    void clear() {
        complete.clear();
        pruned.clear();
        infeasible.clear();
    }
}
