package io.trialog.internal.sampler.cmaes;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says when a run has converged or broken down (A. Auger and N. Hansen, <em>A restart CMA evolution strategy with increasing
 * population size</em>, CEC 2005, doi:10.1109/CEC.2005.1554902). Not safe for use by several threads.
 */
final class StopTest {

    private static final double SMALL = 1e-12;
    private static final double LARGE_SIGMA = 1e4;
    private static final double LARGE_CONDITION = 1e14;

    private final double beginning;
    private final Deque<double[]> extremes = new ArrayDeque<>();

    /**
     * @param beginning the step size at the beginning of the run
     */
    StopTest(double beginning) {
        this.beginning = beginning;
    }

    /** Takes the best and the worst value of a generation; NaN if none of its trials has a value. */
    void add(double best, double worst) {
        extremes.addLast(new double[] {best, worst});
    }

    /** Whether the run is over, after a generation of so many draws. */
    boolean isOver(Evolution evolution, int population) {
        return isFlat(10 + (int) Math.ceil(30.0 * evolution.size() / population))
                || isSmall(evolution)
                || evolution.sigma() * Math.sqrt(evolution.covariance().largest()) > LARGE_SIGMA
                || evolution.covariance().largest() / evolution.covariance().smallest() > LARGE_CONDITION
                || isLostInRounding(evolution);
    }

    private boolean isFlat(int generations) {
        while (extremes.size() > generations) {
            extremes.removeFirst();
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double[] generation : extremes) {
            lowest = Math.min(lowest, generation[0]);
            highest = Math.max(highest, generation[1]);
        }
        return extremes.size() == generations && highest - lowest < SMALL;
    }

    private boolean isSmall(Evolution evolution) {
        for (int i = 0; i < evolution.size(); i++) {
            double variance = evolution.sigma() * evolution.covariance().variance(i);
            double path = evolution.sigma() * Math.abs(evolution.covariancePath(i));
            if (!(variance < SMALL * beginning && path < SMALL * beginning)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLostInRounding(Evolution evolution) {
        double[] axis = evolution.covariance().axis(evolution.generation() % evolution.size());
        boolean isAxisLost = true;
        for (int i = 0; i < axis.length; i++) {
            double mean = evolution.mean(i);
            if (mean + 0.2 * evolution.deviation(i) == mean) {
                return true;
            }
            isAxisLost &= mean + 0.1 * evolution.sigma() * axis[i] == mean;
        }
        return isAxisLost;
    }
}
