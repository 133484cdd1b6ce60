package io.trialog.internal.numeric;

/**
 * The normal distribution cut off on both sides: masses, densities and quantiles that stay accurate when the interval lies
 * far in a tail or is narrow. The same bits on every JVM. Stateless.
 *
 * <p>Edges {@code a < b} are standardised: (edge − mean) / standard deviation.
 */
public final class TruncatedNormal {

    /** Left of this the quantile is solved for in log-space, where probabilities do not underflow. */
    private static final double DEEP = -30;

    /** Right of this a mass is the difference of probabilities, which is faster than that of logarithms. */
    private static final double NEAR = -10;

    /** Below this (relative to the curvature of the density) a mass is summed from its Taylor series. */
    private static final double NARROW = 0.02;

    private TruncatedNormal() {}

    /** The logarithm of the standard normal mass between {@code a} and {@code b}; -∞ if the interval is empty. */
    public static double logMass(double a, double b) {
        if (a > 0) {
            return logMass(-b, -a);
        }
        double width = b - a;
        double middle = a + 0.5 * width;
        if (width * Math.max(1, Math.abs(middle)) < NARROW) {
            return logNarrowMass(middle, width);
        }
        if (b <= 0 && b > NEAR) {
            return StrictMath.log(Normal.cdf(b) - Normal.cdf(a));
        }
        if (b <= 0) {
            double upper = Normal.logCdf(b);
            return upper + StrictMath.log1p(-StrictMath.exp(Normal.logCdf(a) - upper));
        }
        return StrictMath.log1p(-Normal.cdf(a) - Normal.cdf(-b));
    }

    /** The series of the integral around its middle, in Hermite polynomials: no cancellation. */
    private static double logNarrowMass(double middle, double width) {
        double s2 = 0.25 * width * width;
        double m2 = middle * middle;
        double correction = s2 / 6 * (m2 - 1) + s2 * s2 / 120 * ((m2 - 6) * m2 + 3);
        return -0.5 * m2 - Normal.LOG_SQRT_TWO_PI + StrictMath.log(width) + StrictMath.log1p(correction);
    }

    /**
     * The logarithm of the density at {@code x} of a normal distribution cut off at {@code low} and {@code high}; -∞
     * outside.
     */
    public static double logDensity(double x, double mean, double deviation, double low, double high) {
        if (x < low || x > high) {
            return Double.NEGATIVE_INFINITY;
        }
        double z = (x - mean) / deviation;
        return -0.5 * z * z
                - Normal.LOG_SQRT_TWO_PI
                - StrictMath.log(deviation)
                - logMass((low - mean) / deviation, (high - mean) / deviation);
    }

    /**
     * The standardised value below which a fraction {@code u} of the mass between {@code a} and {@code b} lies.
     *
     * @param u a fraction, from 0 to 1
     */
    public static double quantile(double u, double a, double b) {
        return new Cut(a, b).quantile(u);
    }

    /** A standard normal distribution cut off at two edges, with its tails computed once for many quantiles. Immutable. */
    public static final class Cut {

        private final double a;
        private final double b;
        /** The edges or, if both are positive, their mirror images. */
        private final double low;

        private final double high;
        private final double left;
        private final double right;

        /** The part of the standard normal distribution between {@code a} and {@code b}. */
        public Cut(double a, double b) {
            this.a = a;
            this.b = b;
            this.low = a >= 0 ? -b : a;
            this.high = a >= 0 ? -a : b;
            this.left = high < DEEP ? 0 : Normal.cdf(low);
            this.right = high < DEEP ? 0 : Normal.cdf(high <= 0 ? high : -high);
        }

        /** Whether these are the edges. */
        public boolean isAt(double otherA, double otherB) {
            return a == otherA && b == otherB;
        }

        /** As {@link TruncatedNormal#quantile}. */
        public double quantile(double u) {
            return a >= 0 ? -leftQuantile(1 - u) : leftQuantile(u);
        }

        private double leftQuantile(double u) {
            double x = high < DEEP ? deepQuantile(u, low, high) : plainQuantile(u);
            return Math.min(high, Math.max(low, x));
        }

        private double plainQuantile(double u) {
            if (high <= 0) {
                return Normal.quantile(left + u * (right - left));
            }
            double mass = 1 - left - right;
            double p = left + u * mass;
            return p < 0.5 ? Normal.quantile(p) : -Normal.quantile(right + (1 - u) * mass);
        }
    }

    /** Newton's method for logCdf(x) = target, from the leading term of the tail; concave, so it does not overshoot. */
    private static double deepQuantile(double u, double a, double b) {
        double upper = Normal.logCdf(b);
        double ratio = StrictMath.exp(Normal.logCdf(a) - upper);
        double target = upper + StrictMath.log(ratio + u * (1 - ratio));
        if (target == Double.NEGATIVE_INFINITY) {
            return a;
        }
        double x = -Math.sqrt(-2 * (target + Normal.LOG_SQRT_TWO_PI));
        for (int i = 0; i < 20; i++) {
            double logCdf = Normal.logCdf(x);
            double change = (logCdf - target) * StrictMath.exp(logCdf + 0.5 * x * x + Normal.LOG_SQRT_TWO_PI);
            x -= change;
            if (Math.abs(change) < 1e-15 * Math.abs(x)) {
                break;
            }
        }
        return x;
    }
}
