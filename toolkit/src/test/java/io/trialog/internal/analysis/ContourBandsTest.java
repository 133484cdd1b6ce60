package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContourBandsTest {

    private static final double NONE = Double.NaN;

    private static ContourBands bands(int columns, double... values) {
        return ContourBands.of(new Surface(columns, values.length / columns, values), value -> value);
    }

    @Test
    void neighborsThatLieWhollyAboveTheLevelAreOneRectangle() {
        assertThat(bands(3, 1, 1, 1, 1, 1, 1).above(0.5)).containsExactly(new double[] {0, 0, 1, 0, 1, 1, 0, 1});
    }

    @Test
    void theBorderRunsWhereTheSurfacePassesTheLevelBetweenTwoCells() {
        ContourBands slope = bands(2, 0, 1, 0, 1);

        assertThat(slope.above(0.25)).containsExactly(new double[] {0.25, 0, 1, 0, 1, 1, 0.25, 1});
        assertThat(slope.border(0.25)).containsExactly(new double[] {0.25, 0, 0.25, 1});
    }

    @Test
    void aPeakCutsOffACorner() {
        assertThat(bands(2, 0, 0, 0, 1).above(0.5)).containsExactly(new double[] {1, 0.5, 1, 1, 0.5, 1});
    }

    @Test
    void whereACellHasNoValueNothingIsDrawn() {
        assertThat(bands(3, 1, 1, NONE, 1, 1, 1).above(0.5)).containsExactly(new double[] {0, 0, 0.5, 0, 0.5, 1, 0, 1});
        assertThat(bands(3, 0, 1, NONE, 0, 1, 1).border(0.5)).hasSize(1);
    }
}
