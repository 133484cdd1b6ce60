package io.trialog.internal.numeric;

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
    public static final double LOG_SQRT_TWO_PI = 0.9189385332046728;

    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double SQRT_HALF_PI = 1.2533141373155001;
    private static final double ONE_OVER_SQRT_PI = 0.5641895835477563;

    private static final double[] ERF_TOP = {
        0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694
    };
    private static final double[] ERF_BOTTOM = {
        1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171
    };
    private static final double[] MIDDLE_TOP = {
        2.1531153547440383e-08,
        0.5641884969886701,
        8.883149794388377,
        66.11919063714163,
        298.6351381974001,
        881.952221241769,
        1712.0476126340707,
        2051.0783778260716,
        1230.3393547979972
    };
    private static final double[] MIDDLE_BOTTOM = {
        1,
        15.744926110709835,
        117.6939508913125,
        537.1811018620099,
        1621.3895745666903,
        3290.7992357334597,
        4362.619090143247,
        3439.3676741437216,
        1230.3393548037495
    };
    private static final double[] TAIL_TOP = {
        0.016315387137302097,
        0.30532663496123236,
        0.36034489994980445,
        0.12578172611122926,
        0.016083785148742275,
        0.0006587491615298378
    };
    private static final double[] TAIL_BOTTOM = {
        1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918
    };

    private static final double[] CENTRE_TOP = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] CENTRE_BOTTOM = {
        5226.495278852546,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1
    };
    private static final double[] NEAR_TOP = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] NEAR_BOTTOM = {
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1
    };
    private static final double[] FAR_TOP = {
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] FAR_BOTTOM = {
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1
    };

    private Normal() {}

    /** The probability of a value up to {@code x}; relatively accurate in the left tail down to underflow. */
    public static double cdf(double x) {
        return x < 0 ? 0.5 * erfc(-x * SQRT_HALF) : 1 - 0.5 * erfc(x * SQRT_HALF);
    }

    /** The density at {@code x}. */
    public static double density(double x) {
        return StrictMath.exp(-0.5 * x * x - LOG_SQRT_TWO_PI);
    }

    /** The probability of a value up to {@code x} divided by the density at {@code x}: Mills' ratio of the left tail. */
    public static double mills(double x) {
        return x < 0 ? SQRT_HALF_PI * scaledErfc(-x * SQRT_HALF) : cdf(x) / density(x);
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
