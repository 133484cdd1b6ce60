package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.Normal;

/**
 * The logarithm of the expected improvement of a standard normal variable over -z (S. Ament et al., <em>Unexpected Improvements to
 * Expected Improvement for Bayesian Optimization</em>, arXiv 2310.20708): accurate however small the improvement is. Stateless.
 */
final class Improvement {

    /** Left of this the leading terms of the tail are exact to the last digits. */
    private static final double DEEP = -1e4;

    private Improvement() {}

    /** log(φ(z) + z Φ(z)). */
    static double log(double z) {
        if (z > -1) {
            return StrictMath.log(Normal.density(z) + z * Normal.cdf(z));
        }
        return -0.5 * z * z - Normal.LOG_SQRT_TWO_PI + StrictMath.log(rest(z));
    }

    /** The derivative of {@link #log}: Φ(z) / (φ(z) + z Φ(z)). */
    static double slope(double z) {
        return z > -1 ? Normal.cdf(z) / (Normal.density(z) + z * Normal.cdf(z)) : Normal.mills(z) / rest(z);
    }

    /** 1 + z Φ(z) / φ(z), about 1 / z² far left. */
    private static double rest(double z) {
        return z < DEEP ? 1 / (z * z) : 1 + z * Normal.mills(z);
    }
}
