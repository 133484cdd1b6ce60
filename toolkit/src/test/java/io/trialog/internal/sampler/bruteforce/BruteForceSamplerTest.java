package io.trialog.internal.sampler.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BruteForceSamplerTest extends SamplerContract {

    private static final Distribution A = new IntDistribution(0, 2);
    private static final Distribution B = new IntDistribution(0, 1);

    @Override
    protected Sampler sampler() {
        return new BruteForceSampler(RandomStream::of);
    }

    @Override
    protected SamplerProvider provider() {
        return new BruteForceProvider();
    }

    /** A program that asks for a; then for b below 0, for b and c below 1, for nothing below 2. */
    private static Map<String, @Nullable Object> program(Sampler sampler, Histories history, int number) {
        Map<String, @Nullable Object> plan =
                sampler.sampleJointly(history.view(), number).values();
        history.ask(plan);
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        long a = suggest(sampler, history, number, "a", A, plan, params);
        if (a == 0) {
            suggest(sampler, history, number, "b", B, plan, params);
        } else if (a == 1 && suggest(sampler, history, number, "b", B, plan, params) == 0) {
            suggest(sampler, history, number, "c", B, plan, params);
        }
        return params;
    }

    private static long suggest(
            Sampler sampler,
            Histories history,
            int number,
            String name,
            Distribution distribution,
            Map<String, @Nullable Object> plan,
            Map<String, @Nullable Object> params) {
        Object value = plan.containsKey(name)
                ? plan.get(name)
                : sampler.sampleIndependently(history.view(), number, name, distribution);
        history.suggest(number, name, value, distribution);
        params.put(name, value);
        return (long) Objects.requireNonNull(value);
    }

    private static int told(Histories history, Object... namesAndValues) {
        int number = history.ask(Map.of());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Distribution distribution = namesAndValues[i].equals("a") ? A : B;
            history.suggest(number, (String) namesAndValues[i], namesAndValues[i + 1], distribution);
        }
        history.complete(number, 1);
        return number;
    }

    @Test
    void weightsAreThoseOfTheReference() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        told(history, "a", 0L, "b", 0L);
        told(history, "a", 0L, "b", 1L);
        told(history, "a", 1L, "b", 0L, "c", 0L);
        ValueTree tree = new ValueTree(SearchSpace.EMPTY, Map.of());
        history.view().trials().forEach(tree::add);

        assertThat(tree.root.weights()).containsExactly(new double[] {0, 0.583333333333, 0.416666666667}, within(1e-9));
        assertThat(tree.root.open).isEqualTo(3);
    }

    @Test
    void aTrialThatIsTakenOutAgainLeavesNoTrace() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        told(history, "a", 0L, "b", 0L);
        int other = told(history, "a", 1L, "b", 0L, "c", 0L);
        ValueTree tree = new ValueTree(SearchSpace.EMPTY, Map.of());
        tree.add(history.view().trial(0));
        Runnable undo = Objects.requireNonNull(tree.add(history.view().trial(other)));
        assertThat(tree.root.open).isEqualTo(4);

        undo.run();

        assertThat(tree.root.open).isEqualTo(3);
        assertThat(tree.root.children.keySet()).containsExactly(0);
    }

    @Test
    void whereProgramsDecideEveryCombinationIsTriedOnce() {
        for (int seed = 0; seed < 20; seed++) {
            Histories history = Histories.of(io.trialog.study.Direction.MINIMIZE, seed, SearchSpace.EMPTY);
            Sampler sampler = sampler();
            List<String> tried = new ArrayList<>();
            while (!sampler.isExhausted(history.view()) && tried.size() < 100) {
                int number = history.view().trialCount();
                tried.add(program(sampler, history, number).toString());
                if (number % 3 == 1) {
                    history.fail(number);
                } else {
                    history.complete(number, 1);
                }
            }

            assertThat(tried)
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrder(
                            "{a=0, b=0}", "{a=0, b=1}", "{a=1, b=0, c=0}", "{a=1, b=0, c=1}", "{a=1, b=1}", "{a=2}");
        }
    }

    @Test
    void aRunningTrialHoldsItsPlaceAndNeverEndsAStudyTooEarly() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        Sampler sampler = sampler();
        history.ask(Map.of()); // has asked for nothing yet
        assertThat(sampler.isExhausted(history.view())).isFalse();
        history.suggest(0, "a", 2L, A);
        told(history, "a", 0L, "b", 0L);
        told(history, "a", 0L, "b", 1L);
        for (int number = 3; number < 20; number++) {
            assertThat(sampler.sampleJointly(history.view(), number).values()).isEqualTo(Map.of("a", 1L));
        }
    }

    @Test
    void aVoidedTrialIsTriedAgainAndAProgramThatFailsAtOnceTriesNothing() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        history.fail(history.ask(Map.of()));
        assertThat(sampler().isExhausted(history.view())).isFalse();
        for (long a = 0; a < 3; a++) {
            told(history, "a", a);
        }
        assertThat(sampler().isExhausted(history.view())).isTrue();
        history.makeVoid(2);

        assertThat(sampler().isExhausted(history.view())).isFalse();
        assertThat(sampler().sampleJointly(history.view(), 4).values()).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void ofADeclaredSpaceEachActiveCombinationIsTriedOnceByManyWorkers() {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("model", CategoricalDistribution.of("trees", "net")),
                new Parameter("depth", new IntDistribution(1, 3), new Condition(Map.of("model", List.of("trees")))),
                new Parameter("one", new IntDistribution(5, 5)),
                new Parameter("rate", new FloatDistribution(0.1, 0.3, 0.1, false))));
        Histories history = Histories.minimize(space);
        Sampler sampler = sampler();
        List<String> tried = new ArrayList<>();
        while (!sampler.isExhausted(history.view())) {
            int number = history.view().trialCount();
            Map<String, @Nullable Object> values =
                    sampler.sampleJointly(history.view(), number).values();
            tried.add(values.toString());
            history.ask(values);
            if (number >= 4) {
                history.complete(number - 4, 1);
            }
        }

        assertThat(tried).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aContinuousParameterIsRefused() {
        assertThatThrownBy(() -> sampler()
                        .sampleIndependently(
                                Histories.minimize(SearchSpace.EMPTY).view(), 0, "x", new FloatDistribution(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The sampler brute_force needs a finite number of values, but 'x' is continuous")
                .hasMessageEndingWith("Maybe give it a step.");
    }
}
