package io.trialog.internal.sampler.sobol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SobolSamplerTest extends SamplerContract {

    /** The space on which Optuna's points were written down. */
    private static final SearchSpace GOLDEN = new SearchSpace(List.of(
            new Parameter("z", new FloatDistribution(0, 8)),
            new Parameter("a", new IntDistribution(1, 4)),
            new Parameter("k", CategoricalDistribution.of("p", "q", "r")),
            new Parameter("l", new FloatDistribution(1e-4, 1, 0, true))));

    private static final SearchSpace GRID = new SearchSpace(List.of(
            new Parameter("n", new IntDistribution(1, 8)), new Parameter("c", CategoricalDistribution.of("a", "b"))));

    @Override
    protected Sampler sampler() {
        return sampler(Map.of());
    }

    @Override
    protected SamplerProvider provider() {
        return new SobolProvider();
    }

    private static Sampler sampler(Map<String, Object> options) {
        SobolProvider provider = new SobolProvider();
        return provider.create(OptionValues.of("sampler 'sobol'", provider.options(), options), RandomStream::of);
    }

    private static int askNext(Sampler sampler, Histories history) {
        Sampler.Plan plan = sampler.sampleJointly(history.view(), history.view().trialCount());
        return history.ask(plan.values(), plan.memo());
    }

    @Test
    void unscrambledPointsAreThoseOfTheReference() {
        Histories history = Histories.minimize(GOLDEN);
        Sampler sampler = sampler(Map.of("scramble", false));
        List<Map<String, @Nullable Object>> trials = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            history.complete(askNext(sampler, history), 0);
            trials.add(history.view().trial(number).params());
        }

        assertThat(trials).extracting(trial -> trial.get("z")).containsExactly(0.0, 4.0, 6.0, 2.0);
        assertThat(trials).extracting(trial -> trial.get("a")).containsExactly(1L, 3L, 2L, 4L);
        assertThat(trials).extracting(trial -> trial.get("k")).containsExactly("p", "q", "p", "r");
        double[] l =
                trials.stream().mapToDouble(trial -> (double) trial.get("l")).toArray();
        assertThat(l).containsExactly(new double[] {1e-4, 1e-2, 1e-3, 1e-1}, within(1e-12));
    }

    @Test
    void anyNumberOfWorkersGetsEachPointOnce() {
        Histories history = Histories.minimize(GRID);
        Sampler sampler = sampler();
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            running.add(askNext(sampler, history));
            if (i % 5 == 4) {
                history.fail(running.remove(0));
                int last = running.remove(running.size() - 1);
                history.complete(last, i).makeVoid(last);
            }
        }
        Set<Object> points = new HashSet<>();
        history.view().trials().forEach(trial -> points.add(trial.memo().get("sobol")));

        assertThat(points).hasSize(64).contains(0L, 63L);
    }

    @Test
    void aPowerOfTwoOfScrambledPointsIsEvenOnEveryGrid() {
        Histories history = Histories.minimize(GRID);
        Sampler sampler = sampler();
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 64; i++) {
            counts.merge(pair(sampler, history), 1, Integer::sum);
        }

        assertThat(counts.values()).hasSize(16).allMatch(count -> count == 4);
    }

    private static String pair(Sampler sampler, Histories history) {
        int number = askNext(sampler, history);
        history.complete(number, 1);
        return history.view().trial(number).params().toString();
    }

    @Test
    void theExplanationPointsOutPowersOfTwo() {
        Histories history = Histories.minimize(GRID);
        Sampler sampler = sampler();
        List<String> explanations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            explanations.add(sampler.sampleJointly(history.view(), i).explanation());
            askNext(sampler, history);
        }

        assertThat(explanations)
                .containsExactly(
                        "sobol: point 0, balanced again with 2",
                        "sobol: point 1, 2 points are balanced",
                        "sobol: point 2, balanced again with 4",
                        "sobol: point 3, 4 points are balanced");
    }

    @Test
    void aRestartGoesOnBehindTheHighestPoint() {
        Histories history = Histories.minimize(GRID);
        for (int i = 0; i < 5; i++) {
            askNext(sampler(), history);
        }
        history.ask(Map.of("n", 3L, "c", "a")); // enqueued: it takes no point

        assertThat(sampler().sampleJointly(history.view(), 6).memo()).isEqualTo(Map.of("sobol", 5L));
    }

    @Test
    void whereProgramsDecideTheFirstTrialThatEndsWellNamesTheCoordinates() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        Sampler sampler = sampler(Map.of("scramble", false));
        assertThat(sampler.sampleJointly(history.view(), 0).values()).isEmpty();
        assertThat(sampler.sampleJointly(history.view(), 0).memo()).isEmpty();
        int first = history.ask(Map.of());
        history.suggest(first, "z", 1.5, new FloatDistribution(0, 8));
        history.suggest(first, "a", 2L, new IntDistribution(1, 4));
        history.complete(first, 1);

        assertThat(sampler.sampleJointly(history.view(), 1).values()).isEqualTo(Map.of("z", 0.0, "a", 1L));
        assertThat(sampler.sampleIndependently(history.view(), 1, "a", new IntDistribution(11, 14)))
                .isEqualTo(11L);
        assertThat(new FloatDistribution(0, 1)
                        .contains(sampler.sampleIndependently(history.view(), 1, "new", new FloatDistribution(0, 1))))
                .isTrue();
    }

    @Test
    void childrenOfAConstantAreActive() {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("kind", CategoricalDistribution.of("only")),
                new Parameter(
                        "x",
                        new FloatDistribution(0, 1),
                        new Condition(Map.of("kind", Collections.singletonList("only"))))));

        assertThat(sampler().sampleJointly(Histories.minimize(space).view(), 0).values())
                .containsKey("x");
    }
}
