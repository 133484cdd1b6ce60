package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedNormalTest {

    /** Expected values were computed with mpmath at 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "-1, 2, -0.20016629432446258",
        "-0.001, 0.001, -7.13354679829352002",
        "3, 3.001, -12.328193603728616",
        "10, 12, -53.2312851507456092",
        "-40, -39, -765.083156564377544",
        "-40.001, -40, -807.846627311413549",
        "50, 60, -1254.8313611394199",
        "0, 1e-6, -14.7344490911691136",
        "-5, 5, -5.73303308096697955e-7",
        "1, 1.015, -5.62617159498658818",
        "30, 30.0005, -458.527331659277141"
    })
    void massesAreAccurateInTailsAndOnNarrowIntervals(double a, double b, double logMass) {
        assertThat(TruncatedNormal.logMass(a, b)).isCloseTo(logMass, within(1e-13 * Math.max(1, -logMass)));
        assertThat(TruncatedNormal.logMass(-b, -a)).isCloseTo(logMass, within(1e-13 * Math.max(1, -logMass)));
    }

    @Test
    void anEmptyIntervalHasNoMass() {
        assertThat(TruncatedNormal.logMass(1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void thereIsNoDensityOutside() {
        assertThat(TruncatedNormal.logDensity(1.1, 0, 1, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(TruncatedNormal.logDensity(-0.1, 0, 1, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void agreesWithSciPyInExtremeTails() throws IOException {
        Path file = SharedData.path("data/refs/truncnorm.json");
        assumeTrue(Files.exists(file), "The reference values are not on this machine.");
        JsonNode cases = new ObjectMapper().readTree(Files.readString(file));
        assertThat(cases.size()).isGreaterThan(5);
        for (JsonNode c : cases) {
            double low = c.get("low").asDouble();
            double high = c.get("high").asDouble();
            double mu = c.get("mu").asDouble();
            double sigma = c.get("sigma").asDouble();
            double expected = c.get("scipy_logpdf").asDouble();
            assertThat(TruncatedNormal.logDensity(c.get("x").asDouble(), mu, sigma, low, high))
                    .as("log density of %s", c)
                    .isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
            double[] fractions = {0.1, 0.5, 0.9};
            for (int i = 0; i < 3; i++) {
                double z = TruncatedNormal.quantile(fractions[i], (low - mu) / sigma, (high - mu) / sigma);
                assertThat(mu + sigma * z)
                        .as("quantile %s of %s", fractions[i], c)
                        .isCloseTo(c.get("ppf_0.1_0.5_0.9").get(i).asDouble(), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "-50, -40", "40, 41", "0, 100", "-100, 0", "-1e-3, 1e-3", "-35, 35", "7, 7.5", "-31, -29"})
    void quantilesRiseFromEdgeToEdge(double a, double b) {
        double before = TruncatedNormal.quantile(0, a, b);
        assertThat(before).isCloseTo(a, within(1e-7 + Math.abs(a) * 1e-7));
        for (int i = 1; i < 1000; i++) {
            double x = TruncatedNormal.quantile(i / 1000.0, a, b);
            assertThat(x).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(b);
            before = x;
        }
        double middle = TruncatedNormal.quantile(0.25, a, b);
        double share = TruncatedNormal.logMass(a, middle) - TruncatedNormal.logMass(a, b);
        assertThat(share).isCloseTo(StrictMath.log(0.25), within(1e-9));
    }
}
