package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void quantilesLieBetweenNeighbors() {
        double[] sorted = {1, 2, 4, 8};

        assertThat(Quantiles.linear(sorted, 4, 0)).isEqualTo(1);
        assertThat(Quantiles.linear(sorted, 4, 0.5)).isEqualTo(3);
        assertThat(Quantiles.linear(sorted, 4, 0.9)).isEqualTo(6.800000000000001);
        assertThat(Quantiles.linear(sorted, 4, 1)).isEqualTo(8);
    }

    @Test
    void onlyTheFirstValuesCount() {
        assertThat(Quantiles.linear(new double[] {1, 2, 0, 0}, 2, 1)).isEqualTo(2);
        assertThat(Quantiles.linear(new double[] {1, 2}, 0, 0.5)).isNaN();
    }

    @Test
    void anInfiniteNeighborLeavesTheQuantileUndefinedAsInNumPy() {
        assertThat(Quantiles.linear(new double[] {1, 2, INFINITY}, 3, 0.5)).isNaN();
        assertThat(Quantiles.linear(new double[] {1, 2, INFINITY}, 3, 0.25)).isEqualTo(1.5);
        assertThat(Quantiles.linear(new double[] {INFINITY, INFINITY}, 2, 0.5)).isNaN();
    }
}
