package io.trialog.numeric;

/**
 * The standard normal distribution: cumulative probability, its logarithm far into the tail, and its inverse. Accurate to
 * about 1e-15 (relative); the same bits on every JVM. Stateless.
 *
 * <p>The error function follows W. J. Cody, <em>Rational Chebyshev approximations for the error function</em>,
 * Mathematics of Computation 23 (1969), doi:10.1090/S0025-5718-1969-0247736-4; the quantile follows M. J. Wichura,
 * <em>Algorithm AS 241: The percentage points of the normal distribution</em>, Applied Statistics 37 (1988),
 * doi:10.2307/2347330.
 */
public final class Normal {

    /** ln sqrt(2π). */
    public static final double LOG_SQRT_TWO_PI = 0.91893853320467274178;

    private static final double SQRT_HALF = 0.70710678118654752440;
    private static final double ONE_OVER_SQRT_PI = 0.56418958354775628695;

    private static final double[] ERF_TOP = {
        1.85777706184603153e-1,
        3.16112374387056560e0,
        1.13864154151050156e2,
        3.77485237685302021e2,
        3.20937758913846947e3
    };
    private static final double[] ERF_BOTTOM = {
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
    };
    private static final double[] MIDDLE_TOP = {
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594e0,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3
    };
    private static final double[] MIDDLE_BOTTOM = {
        1,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3
    };
    private static final double[] TAIL_TOP = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };
    private static final double[] TAIL_BOTTOM = {
        1,
        2.56852019228982242e0,
        1.87295284992346725e0,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private static final double[] CENTRE_TOP = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BOTTOM = {
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
    };
    private static final double[] NEAR_TOP = {
        7.7454501427834140764e-4,
        .0227238449892691845833,
        .24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] NEAR_BOTTOM = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        .0151986665636164571966,
        .14810397642748007459,
        .68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
    };
    private static final double[] FAR_TOP = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        .0012426609473880784386,
        .026532189526576123093,
        .29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] FAR_BOTTOM = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        .0148753612908506148525,
        .13692988092273580531,
        .59983220655588793769,
        1
    };

    private Normal() {}

    /** The probability of a value up to {@code x}; relatively accurate in the left tail down to underflow. */
    public static double cdf(double x) {
        return x < 0 ? 0.5 * erfc(-x * SQRT_HALF) : 1 - 0.5 * erfc(x * SQRT_HALF);
    }

    /** The logarithm of {@link #cdf}; does not underflow. */
    public static double logCdf(double x) {
        if (x < -1) {
            return -0.5 * x * x + StrictMath.log(0.5 * scaledErfc(-x * SQRT_HALF));
        }
        return x < 0 ? StrictMath.log(cdf(x)) : StrictMath.log1p(-0.5 * erfc(x * SQRT_HALF));
    }

    /** The value below which a fraction {@code p} lies; -∞ at 0 and +∞ at 1. Use {@code -quantile(1 - p)} near 1. */
    public static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
        }
        double tail = q < 0 ? p : 1 - p;
        if (tail <= 0) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = Math.sqrt(-StrictMath.log(tail));
        double x = r <= 5
                ? polynomial(NEAR_TOP, r - 1.6) / polynomial(NEAR_BOTTOM, r - 1.6)
                : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5);
        return q < 0 ? -x : x;
    }

    /** The complementary error function for {@code x >= 0}. */
    private static double erfc(double x) {
        return x <= 0.46875 ? 1 - smallErf(x) : StrictMath.exp(-x * x) * scaledErfc(x);
    }

    /** {@code exp(x²) erfc(x)} for {@code x >= 0}. */
    private static double scaledErfc(double x) {
        if (x <= 0.46875) {
            return StrictMath.exp(x * x) * (1 - smallErf(x));
        }
        if (x <= 4) {
            return polynomial(MIDDLE_TOP, x) / polynomial(MIDDLE_BOTTOM, x);
        }
        double y = 1 / (x * x);
        double r = y * polynomial(TAIL_TOP, y) / polynomial(TAIL_BOTTOM, y);
        return (ONE_OVER_SQRT_PI - r) / x;
    }

    private static double smallErf(double x) {
        double y = x * x;
        return x * polynomial(ERF_TOP, y) / polynomial(ERF_BOTTOM, y);
    }

    /** A polynomial by Horner's rule, highest power first. */
    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
