package io.trialog.internal.sampler.cmaes;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Comparator;

/**
 * A trial that counts, in the coordinates of a space: COMPLETE ones are ordered by value, before PRUNED ones, which are ordered by
 * how far they went, before infeasible ones, which are ordered by their violation.
 *
 * @param point its coordinates
 * @param run the number of the run that drew it; 0 if none did
 * @param generation the generation that drew it
 * @param rank 0 if COMPLETE, 1 if PRUNED, 2 if infeasible
 * @param first what is compared first among equal ranks
 * @param second what is compared next
 */
record ToldPoint(double[] point, int run, int generation, int rank, double first, double second) {

    /** The best first; equal ones in the order in which they were told, if the sort is stable. */
    static final Comparator<ToldPoint> BEST_FIRST = Comparator.comparingInt(ToldPoint::rank)
            .thenComparingDouble(ToldPoint::first)
            .thenComparingDouble(ToldPoint::second);

    static final int COMPLETE = 0;
    private static final int PRUNED = 1;
    private static final int INFEASIBLE = 2;

    /**
     * Makes one of a trial that is COMPLETE or PRUNED.
     *
     * @param sign +1 to minimize, -1 to maximize
     */
    static ToldPoint of(TrialRecord trial, double[] point, int run, int generation, double sign) {
        if (!trial.isFeasible()) {
            double violation =
                    trial.violation(); // NaN if a constraint has no value: the last of all, as doubles are compared
            return new ToldPoint(point, run, generation, INFEASIBLE, violation, 0);
        } else if (trial.state() == TrialState.COMPLETE) {
            return new ToldPoint(point, run, generation, COMPLETE, sign * trial.value() + 0.0, 0);
        } else if (trial.reports().isEmpty()) {
            return new ToldPoint(point, run, generation, PRUNED, Double.POSITIVE_INFINITY, 0);
        }
        double last = sign * trial.reports().lastValue();
        return new ToldPoint(
                point, run, generation, PRUNED, (double) -trial.reports().lastStep(), last + 0.0);
    }

    /** Whether this belongs to a generation of a run. */
    boolean isOf(int otherRun, int otherGeneration) {
        return run == otherRun && generation == otherGeneration;
    }
}
