package io.trialog.internal.pruner.wilcoxon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against {@code scipy.stats.wilcoxon(..., zero_method="zsplit", alternative="greater")} of SciPy 1.17.1. */
class SignedRanksTest {

    @Test
    void goldenNumbersHold() {
        assertThat(SignedRanks.greater(new double[] {.1, .2, -.05, .3, .4})).isEqualTo(.0625);
        assertThat(SignedRanks.greater(new double[] {.1, .2, .3})).isEqualTo(.125);
        assertThat(SignedRanks.greater(new double[] {0, 0, .2, .3})).isEqualTo(.25);
        assertThat(SignedRanks.greater(fractions(60, 0.35))).isCloseTo(2.42053235e-4, within(1e-12));
    }

    @Test
    void manyDifferencesWithTiesFollowTheNormalDistribution() {
        double[] differences = fractions(20, 0.4);
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.rint(differences[i] * 5);
        }

        assertThat(SignedRanks.greater(differences)).isCloseTo(TIES, within(1e-14));
    }

    private static final double TIES = 0.09918172659996916;

    @Test
    void fiftyDifferencesAreCountedExactly() {
        assertThat(SignedRanks.greater(fractions(50, 0.4))).isCloseTo(0.013772582141863943, within(1e-15));
    }

    @Test
    void nothingButZerosProvesNothing() {
        assertThat(SignedRanks.greater(new double[13])).isEqualTo(1);
        assertThat(SignedRanks.greater(new double[14])).isEqualTo(0.5);
    }

    private static double[] fractions(int count, double shift) {
        double[] values = new double[count];
        for (int i = 1; i <= count; i++) {
            double product = i * 0.6180339887498949;
            values[i - 1] = product - Math.floor(product) - shift;
        }
        return values;
    }
}
