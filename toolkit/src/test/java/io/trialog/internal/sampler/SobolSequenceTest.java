package io.trialog.internal.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.numeric.RandomStream;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SobolSequenceTest {

    /** SciPy 1.17.1: {@code scipy.stats.qmc.Sobol(5, scramble=False)}. */
    private static final double[][] REFERENCE = {
        {0, 0, 0, 0, 0},
        {0.5, 0.5, 0.5, 0.5, 0.5},
        {0.75, 0.25, 0.25, 0.25, 0.75},
        {0.25, 0.75, 0.75, 0.75, 0.25},
        {0.375, 0.375, 0.625, 0.875, 0.375},
        {0.875, 0.875, 0.125, 0.375, 0.875},
        {0.625, 0.125, 0.875, 0.625, 0.625},
        {0.125, 0.625, 0.375, 0.125, 0.125},
        {0.1875, 0.3125, 0.9375, 0.4375, 0.5625}
    };

    @Test
    void unscrambledItIsTheReference() {
        SobolSequence sequence = new SobolSequence(null, 1);
        for (int index = 0; index < REFERENCE.length; index++) {
            for (int dimension = 0; dimension < 5; dimension++) {
                assertThat(sequence.coordinate(index, dimension)).isEqualTo(REFERENCE[index][dimension]);
            }
        }
    }

    /** SciPy's points 1000 and 123456 of 256 dimensions. */
    @ParameterizedTest
    @CsvSource({
        "1000, 9, 0.0693359375",
        "1000, 255, 0.2490234375",
        "123456, 9, 0.24906158447265625",
        "123456, 255, 0.48700714111328125"
    })
    void farPointsAndDimensionsAreTheReferenceToo(long index, int dimension, double expected) {
        assertThat(new SobolSequence(null, 1).coordinate(index, dimension)).isEqualTo(expected);
    }

    @Test
    void scrambledEveryDimensionHasOnePointInEachPartOfAPowerOfTwo() {
        SobolSequence sequence = new SobolSequence(RandomStream::of, 7);
        for (int dimension = 0; dimension < PointSequence.MOST; dimension++) {
            BitSet parts = new BitSet();
            for (int index = 0; index < 256; index++) {
                parts.set((int) (sequence.coordinate(index, dimension) * 256));
            }
            assertThat(parts.cardinality()).as("dimension %s", dimension).isEqualTo(256);
        }
    }

    @Test
    void anotherSeedScramblesOtherwise() {
        Set<Double> firsts = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            firsts.add(new SobolSequence(RandomStream::of, seed).coordinate(0, 0));
        }

        assertThat(firsts).hasSize(50);
        assertThat(new SobolSequence(RandomStream::of, 7).coordinate(5, 3))
                .isEqualTo(new SobolSequence(RandomStream::of, 7).coordinate(5, 3));
    }
}
