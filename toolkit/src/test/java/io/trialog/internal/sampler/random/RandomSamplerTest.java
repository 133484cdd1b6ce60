package io.trialog.internal.sampler.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Statistical tests draw 20,000 trials of seed 1: exact counts, so a false alarm shows at once or never. */
class RandomSamplerTest extends SamplerContract {

    private static final int DRAWS = 20_000;

    private final StudyView view = Histories.minimize(SearchSpace.EMPTY).view();

    @Override
    protected SamplerProvider provider() {
        return new RandomProvider();
    }

    @Override
    protected Sampler sampler() {
        return new RandomSampler(RandomStream::of, true);
    }

    private Map<Object, Integer> frequencies(Distribution distribution) {
        Map<Object, Integer> counts = new TreeMap<>();
        for (int trial = 0; trial < DRAWS; trial++) {
            Object value = sampler().sampleIndependently(view, trial, "p", distribution);
            assertThat(distribution.contains(value)).as("%s", value).isTrue();
            counts.merge(value, 1, Integer::sum);
        }
        return counts;
    }

    /** Four standard deviations: a false alarm for one of 10,000 seeds and values. */
    private static void checkShare(Map<Object, Integer> counts, Object value, double probability) {
        double deviation = Math.sqrt(probability * (1 - probability) / DRAWS);
        assertThat(counts.getOrDefault(value, 0) / (double) DRAWS)
                .as("share of %s", value)
                .isCloseTo(probability, within(4 * deviation));
    }

    @Test
    void intsAndGridPointsAreEquallyLikelyIncludingTheEnds() {
        Map<Object, Integer> ints = frequencies(new IntDistribution(0, 10, 5, false));
        Map<Object, Integer> floats = frequencies(new FloatDistribution(0, 1, 0.25, false));

        assertThat(ints).hasSize(3);
        assertThat(floats).hasSize(5);
        ints.keySet().forEach(value -> checkShare(ints, value, 1.0 / 3));
        floats.keySet().forEach(value -> checkShare(floats, value, 0.2));
    }

    @Test
    void logIntsHaveTheMassOfTheirCells() {
        Map<Object, Integer> counts = frequencies(new IntDistribution(1, 8, 1, true));
        double range = StrictMath.log(8.5 / 0.5);

        checkShare(counts, 1L, StrictMath.log(1.5 / 0.5) / range);
        checkShare(counts, 8L, StrictMath.log(8.5 / 7.5) / range);
    }

    @Test
    void logAndStepMayBeCombined() {
        Map<Object, Integer> counts = frequencies(new FloatDistribution(1, 3, 1, true));
        Map<Object, Integer> wide = frequencies(new IntDistribution(1, 21, 10, true));
        double range = StrictMath.log(3.5 / 0.5);

        checkShare(counts, 1.0, StrictMath.log(1.5 / 0.5) / range);
        checkShare(counts, 3.0, StrictMath.log(3.5 / 2.5) / range);
        checkShare(wide, 1L, StrictMath.log(6 / 0.5) / StrictMath.log(26 / 0.5));
    }

    @Test
    void logFloatsAreUniformOnTheirScale() {
        FloatDistribution distribution = new FloatDistribution(1e-5, 1e-1, 0, true);
        int small = 0;
        for (int trial = 0; trial < DRAWS; trial++) {
            double value = (double) sampler().sampleIndependently(view, trial, "p", distribution);
            assertThat(distribution.contains(value)).isTrue();
            small += value < 1e-4 ? 1 : 0;
        }
        checkShare(Map.of("small", small), "small", 0.25);
    }

    @Test
    void choicesFollowTheirProbabilities() {
        Map<Object, Integer> plain = frequencies(CategoricalDistribution.of("a", "b", "c"));
        Map<Object, Integer> weighted =
                frequencies(new CategoricalDistribution(List.of("a", "never", "b"), List.of(0.9, 0.0, 0.1)));

        checkShare(plain, "a", 1.0 / 3);
        checkShare(plain, "c", 1.0 / 3);
        checkShare(weighted, "a", 0.9);
        assertThat(weighted).doesNotContainKey("never");
    }

    @Test
    void normalsAreNormal() {
        NormalDistribution distribution = new NormalDistribution(10, 2, 0, false);
        double sum = 0;
        double squares = 0;
        for (int trial = 0; trial < DRAWS; trial++) {
            double value = (double) sampler().sampleIndependently(view, trial, "p", distribution);
            sum += value;
            squares += (value - 10) * (value - 10);
        }
        assertThat(sum / DRAWS).isCloseTo(10, within(4 * 2 / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(4, within(4 * 4 * Math.sqrt(2.0 / DRAWS)));
    }

    @Test
    void roundedAndLogNormalsLieInTheirDistribution() {
        Map<Object, Integer> rounded = frequencies(new NormalDistribution(0, 1, 1, false));
        frequencies(new NormalDistribution(0, 1, 0.5, true));
        frequencies(new NormalDistribution(-3, 0.5, 0, true));

        checkShare(rounded, 0.0, 0.38292492);
        checkShare(rounded, 1.0, 0.24173034);
    }

    @Test
    void aValueDependsOnNothingButSeedTrialAndName() {
        Distribution distribution = new FloatDistribution(0, 1);
        Object value = sampler().sampleIndependently(view, 3, "p", distribution);
        StudyView other =
                Histories.minimize(SearchSpace.EMPTY).declare(SearchSpace.EMPTY).view();

        assertThat(sampler().sampleIndependently(other, 3, "p", distribution)).isEqualTo(value);
        assertThat(sampler().sampleIndependently(view, 4, "p", distribution)).isNotEqualTo(value);
        assertThat(sampler().sampleIndependently(view, 3, "q", distribution)).isNotEqualTo(value);
    }

    @Test
    void whatTheLastFinishedTrialHadStandsInThePlanWithTheValuesThatWouldBeSuggested() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        int first = history.ask(Map.of());
        history.suggest(first, "x", 0.5, new FloatDistribution(0, 1));
        history.suggest(first, "n", 3L, new IntDistribution(1, 9));
        history.complete(first, 1);

        Map<String, ?> planned = sampler().sampleJointly(history.view(), 1).values();

        assertThat(planned.keySet()).containsExactly("x", "n");
        assertThat(planned.get("x"))
                .isEqualTo(sampler().sampleIndependently(history.view(), 1, "x", new FloatDistribution(0, 1)));
        assertThat(new RandomSampler(RandomStream::of, false)
                        .sampleJointly(history.view(), 1)
                        .values())
                .as("rule 1")
                .isEmpty();
    }

    @Test
    void thePlanIsEmptyWhenNothingIsDeclaredAndNothingIsKnown() {
        assertThat(sampler().sampleJointly(view, 0).values()).isEmpty();
        assertThat(sampler().isExhausted(view)).isFalse();
    }
}
