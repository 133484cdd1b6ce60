package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were computed with mpmath at 40 digits. */
class NormalTest {

    private static Offset<Double> relative(double value, double error) {
        return within(Math.abs(value) * error + 1e-300);
    }

    @ParameterizedTest
    @CsvSource({
        "-20, 2.7536241186062337e-89, -203.917155371097264",
        "-8, 6.22096057427178412e-16, -35.0134371599145499",
        "-3, 0.00134989803163009453, -6.60772622151034954",
        "-1.5, 0.066807201268858066, -2.70594440082388981",
        "-0.6, 0.274253117750073588, -1.29370381161402806",
        "-0.1, 0.460172162722971016, -0.776154592730273326",
        "0, 0.5, -0.693147180559945309",
        "0.3, 0.617911422188952633, -0.481410161588481205",
        "2, 0.977249868051820793, -0.0230129093289634885",
        "5.5, 0.999999981010437534, -1.8989562646189463e-8",
        "7, 0.999999999998720187, -1.27981254388665396e-12"
    })
    void cumulativeProbabilityAndItsLogarithmAreRelativelyAccurate(double x, double cdf, double logCdf) {
        assertThat(Normal.cdf(x)).isCloseTo(cdf, relative(cdf, 1e-13));
        assertThat(Normal.logCdf(x)).isCloseTo(logCdf, relative(logCdf, 1e-13));
    }

    @ParameterizedTest
    @CsvSource({"-38, -726.55721601882013", "-300, -45006.6227321186634"})
    void theLogarithmDoesNotUnderflow(double x, double logCdf) {
        assertThat(Normal.logCdf(x)).isCloseTo(logCdf, relative(logCdf, 1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993611992",
        "1e-20, -9.26234008979840758",
        "1e-5, -4.26489079392282461",
        "0.02, -2.05374891063182304",
        "0.3, -0.524400512708040816",
        "0.5, 0",
        "0.7, 0.524400512708040656",
        "0.99, 2.32634787404084077",
        "0, -Infinity",
        "1, Infinity"
    })
    void quantilesInvertTheCumulativeProbability(double p, double x) {
        double quantile = Normal.quantile(p);
        if (Double.isInfinite(x)) {
            assertThat(quantile).isEqualTo(x);
        } else {
            assertThat(quantile).isCloseTo(x, relative(x, 1e-14));
        }
    }
}
