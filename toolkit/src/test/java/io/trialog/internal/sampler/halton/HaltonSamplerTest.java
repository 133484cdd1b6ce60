package io.trialog.internal.sampler.halton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HaltonSamplerTest extends SamplerContract {

    /** SciPy 1.17.1: {@code scipy.stats.qmc.Halton(5, scramble=False)}. */
    private static final double[][] REFERENCE = {
        {0, 0, 0, 0, 0},
        {0.5, 0.3333333333333333, 0.2, 0.14285714285714285, 0.09090909090909091},
        {0.25, 0.6666666666666666, 0.4, 0.2857142857142857, 0.18181818181818182},
        {0.75, 0.1111111111111111, 0.6, 0.42857142857142855, 0.2727272727272727},
        {0.125, 0.4444444444444444, 0.8, 0.5714285714285714, 0.36363636363636365},
        {0.625, 0.7777777777777777, 0.04, 0.7142857142857142, 0.4545454545454546},
        {0.375, 0.2222222222222222, 0.24, 0.8571428571428571, 0.5454545454545454},
        {0.875, 0.5555555555555556, 0.44, 0.02040816326530612, 0.6363636363636364}
    };

    @Override
    protected Sampler sampler() {
        return sampler(Map.of());
    }

    @Override
    protected SamplerProvider provider() {
        return new HaltonProvider();
    }

    private static Sampler sampler(Map<String, Object> options) {
        HaltonProvider provider = new HaltonProvider();
        return provider.create(OptionValues.of("sampler 'halton'", provider.options(), options), RandomStream::of);
    }

    @Test
    void unscrambledItIsTheReference() {
        HaltonSequence sequence = new HaltonSequence(null, 1);
        for (int index = 0; index < REFERENCE.length; index++) {
            for (int dimension = 0; dimension < 5; dimension++) {
                assertThat(sequence.coordinate(index, dimension)).isCloseTo(REFERENCE[index][dimension], within(1e-15));
            }
        }
        assertThat(sequence.coordinate(1000, 9)).isCloseTo(0.4887449259912255, within(1e-15));
        assertThat(sequence.coordinate(1000, 255)).isCloseTo(0.6176652254478073, within(1e-15));
    }

    @Test
    void scrambledEveryDimensionHasOnePointInEachPartOfAPowerOfItsPrime() {
        HaltonSequence sequence = new HaltonSequence(RandomStream::of, 3);
        int[] primes = {2, 3, 5, 7, 11};
        for (int dimension = 0; dimension < primes.length; dimension++) {
            int parts = primes[dimension] * primes[dimension];
            BitSet hit = new BitSet();
            for (int index = 0; index < parts; index++) {
                hit.set((int) (sequence.coordinate(index, dimension) * parts));
            }
            assertThat(hit.cardinality()).as("base %s", primes[dimension]).isEqualTo(parts);
        }
        for (int dimension = 0; dimension < 256; dimension++) {
            assertThat(sequence.coordinate(12, dimension)).isBetween(0.0, Math.nextDown(1.0));
        }
    }

    @Test
    void pointsStandInMemosOfTheirOwn() {
        SearchSpace line = new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 1))));
        Histories history = Histories.minimize(line);
        history.ask(Map.of("x", 0.5), Map.of("sobol", 7L));
        history.ask(Map.of("x", 0.5), Map.of("halton", 3L));

        Sampler.Plan plan = sampler(Map.of("scramble", false)).sampleJointly(history.view(), 2);

        assertThat(plan.memo()).isEqualTo(Map.of("halton", 4L));
        assertThat(plan.values()).isEqualTo(Map.of("x", 0.125));
        assertThat(plan.explanation()).isEqualTo("halton: point 4");
    }
}
