package io.trialog.internal.sampler.nsga;

/** How a coordinate of a child comes from those of its parents, all of them from 0 to 1. Stateless. */
final class Variation {

    /** How far beyond its parents a child of {@link #blend} may lie, as a share of their distance. */
    private static final double REACH = 0.5;

    private Variation() {}

    /** One parent's or the other's. */
    static double uniform(double first, double second, double u) {
        return u < 0.5 ? first : second;
    }

    /**
     * Evenly from an interval around both parents (L. J. Eshelman and J. D. Schaffer, doi:10.1016/B978-0-08-094832-4.50018-0). What
     * would lie beyond a bound is not moved there: the interval ends at it.
     */
    static double blend(double first, double second, double u) {
        double reach = REACH * Math.abs(first - second);
        double low = Math.max(0, Math.min(first, second) - reach);
        double high = Math.min(1, Math.max(first, second) + reach);
        return low + u * (high - low);
    }

    /**
     * Simulated binary crossover within the bounds (K. Deb and R. B. Agrawal, Complex Systems 9, 1995): the child on the side of the
     * smaller parent.
     *
     * @param index the larger, the nearer to a parent
     */
    static double belowBinary(double first, double second, double u, double index) {
        double low = Math.min(first, second);
        double high = Math.max(first, second);
        double spread = high > low ? spread(low / (high - low), u, index) : 0;
        return Math.min(1, Math.max(0, 0.5 * (low + high - spread * (high - low))));
    }

    /** The child on the side of the larger parent. */
    static double aboveBinary(double first, double second, double u, double index) {
        double low = Math.min(first, second);
        double high = Math.max(first, second);
        double spread = high > low ? spread((1 - high) / (high - low), u, index) : 0;
        return Math.min(1, Math.max(0, 0.5 * (low + high + spread * (high - low))));
    }

    /** @param room how far the bound lies beyond the parent, in units of the parents' distance */
    private static double spread(double room, double u, double index) {
        double alpha = 2 - StrictMath.pow(1 + 2 * room, -(index + 1));
        double part = u * alpha;
        return part <= 1 ? StrictMath.pow(part, 1 / (index + 1)) : StrictMath.pow(1 / (2 - part), 1 / (index + 1));
    }

    /**
     * Polynomial mutation within the bounds (K. Deb and M. Goyal, 1996).
     *
     * @param index the larger, the smaller the step
     */
    static double mutated(double x, double u, double index) {
        double power = index + 1;
        double step = u < 0.5
                ? StrictMath.pow(2 * u + (1 - 2 * u) * StrictMath.pow(1 - x, power), 1 / power) - 1
                : 1 - StrictMath.pow(2 * (1 - u) + (2 * u - 1) * StrictMath.pow(x, power), 1 / power);
        return Math.min(1, Math.max(0, x + step));
    }
}
