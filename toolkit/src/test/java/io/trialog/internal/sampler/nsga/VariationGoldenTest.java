package io.trialog.internal.sampler.nsga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Children of the parents (0.2, 0.7) and (0.5, 0.4), as Optuna 5.0.0 makes them with these random numbers. */
class VariationGoldenTest {

    @Test
    void numbersAreCrossedAsByTheReference() {
        assertThat(Variation.uniform(0.2, 0.5, 0.3)).isEqualTo(0.2);
        assertThat(Variation.uniform(0.7, 0.4, 0.6)).isEqualTo(0.4);
        assertThat(Variation.blend(0.2, 0.5, 0.3)).isCloseTo(0.23, within(1e-12));
        assertThat(Variation.blend(0.7, 0.4, 0.6)).isCloseTo(0.61, within(1e-12));
        assertThat(Variation.belowBinary(0.2, 0.5, 0.3, 2)).isCloseTo(0.22516718, within(5e-9));
        assertThat(Variation.belowBinary(0.7, 0.4, 0.8, 2)).isCloseTo(0.34909965, within(5e-9));
    }

    @Test
    void numbersAreMutatedAsByTheReference() {
        assertThat(Variation.mutated(0.3, 0.1, 20)).isCloseTo(0.226321761959, within(1e-12));
        assertThat(Variation.mutated(0.3, 0.5, 20)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void directionsDoNotMatter() {
        for (double u = 0; u < 1; u += 0.0625) {
            assertThat(Variation.aboveBinary(0.2, 0.9, u, 15))
                    .isCloseTo(1 - Variation.belowBinary(0.8, 0.1, u, 15), within(1e-12));
            assertThat(Variation.mutated(0.3, u, 20)).isCloseTo(1 - Variation.mutated(0.7, 1 - u, 20), within(1e-12));
        }
    }

    /** The reference puts 5 % of such children exactly on the upper bound. */
    @Test
    void blendedChildrenDoNotPileUpAtABound() {
        long onBounds = IntStream.range(0, 1000)
                .mapToDouble(i -> Variation.blend(0.9, 0.1, i / 1000.0))
                .filter(child -> child >= 1)
                .count();
        assertThat(onBounds).isZero();
        assertThat(Variation.blend(0.9, 0.1, 0.75)).isCloseTo(0.75, within(1e-12));
    }
}
