package io.trialog.internal.sampler.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoSamplerTest extends SamplerContract {

    private static final SearchSpace MIXED = new SearchSpace(List.of(
            new Parameter("x", new FloatDistribution(0, 1)), new Parameter("k", CategoricalDistribution.of("a", "b"))));

    private static final SearchSpace STEPPED =
            new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 1, 0.001, false))));

    @Override
    protected Sampler sampler() {
        return SamplerCatalogue.of(Map.of("type", "auto"));
    }

    @Override
    protected SamplerProvider provider() {
        return new AutoProvider();
    }

    private static SearchSpace floats(int size) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(0, 1)));
        }
        return new SearchSpace(parameters);
    }

    private static Map<String, Object> point(SearchSpace space, int i) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            values.put(
                    parameter.name(),
                    parameter.distribution() instanceof FloatDistribution
                            ? parameter.distribution().toExternal(i * 618 % 1000 / 1000.0)
                            : "a");
        }
        return values;
    }

    private static Histories told(SearchSpace space, int trials) {
        Histories history = Histories.minimize(space);
        for (int i = 0; i < trials; i++) {
            history.complete(history.ask(point(space, i)), i % 7);
        }
        return history;
    }

    private String next(Histories history) {
        return sampler()
                .sampleJointly(history.view(), history.view().trialCount())
                .explanation();
    }

    @Test
    void aNumericSpaceIsSearchedByGaussianProcessesThenByCmaes() {
        assertThat(next(told(floats(3), 1))).startsWith("gp: 3 numeric parameters, 1 trial;");
        assertThat(next(told(floats(3), 249))).startsWith("gp: 3 numeric parameters, 249 trials;");
        assertThat(next(told(floats(3), 250))).startsWith("cmaes: 3 numeric parameters, 250 trials;");
    }

    @Test
    void everyFourthTrialIsProposedByTpe() {
        assertThat(IntStream.range(20, 28).mapToObj(trials -> next(told(floats(3), trials))))
                .map(text -> text.substring(0, text.indexOf(':')))
                .containsExactly("gp", "gp", "gp", "tpe", "gp", "gp", "gp", "tpe");
        assertThat(next(told(floats(3), 23))).startsWith("tpe: 3 numeric parameters, 23 trials, in turn with gp;");
    }

    @Test
    void aSpaceOfGridsIsSearchedByTpeAfterOneHundredTrials() {
        assertThat(next(told(STEPPED, 98))).startsWith("gp: 1 numeric parameter, 98 trials;");
        assertThat(next(told(STEPPED, 100))).startsWith("tpe: 1 numeric parameter, 100 trials;");
        assertThat(next(told(STEPPED, 250))).startsWith("tpe: 1 numeric parameter, 250 trials;");
    }

    @Test
    void aWideNumericSpaceIsSearchedByCmaesFromTheStart() {
        assertThat(next(told(floats(49), 0))).startsWith("gp: 49 numeric parameters, 0 trials;");
        assertThat(next(told(floats(50), 0))).startsWith("cmaes: 50 numeric parameters, 0 trials;");
    }

    @Test
    void aMixedSpaceStaysWithTpe() {
        assertThat(next(told(MIXED, 12))).startsWith("gp: 1 numeric parameter, 1 categorical, 12 trials;");
        assertThat(next(told(MIXED, 250))).startsWith("tpe: 1 numeric parameter, 1 categorical, 250 trials;");
    }

    @Test
    void manyRunningTrialsChangeTheChoice() {
        Histories numeric = told(floats(3), 5);
        Histories mixed = told(MIXED, 5);
        for (int i = 0; i < 17; i++) {
            numeric.ask(point(floats(3), i));
            mixed.ask(point(MIXED, i));
        }

        assertThat(next(numeric)).startsWith("cmaes: 3 numeric parameters, 5 trials, 17 running;");
        assertThat(next(mixed)).startsWith("tpe: 1 numeric parameter, 1 categorical, 5 trials, 17 running;");
    }

    @Test
    void conditionsPruningAndUnknownSpacesAreForTpe() {
        SearchSpace conditional = new SearchSpace(List.of(
                new Parameter("k", CategoricalDistribution.of("a", "b")),
                new Parameter("x", new FloatDistribution(0, 1), new Condition(Map.of("k", List.of("a"))))));
        assertThat(next(Histories.minimize(conditional))).startsWith("tpe: some parameters are not in every trial;");
        assertThat(next(Histories.minimize(SearchSpace.EMPTY))).startsWith("tpe: the space is not known yet;");

        Histories history = told(floats(2), 1);
        for (int i = 0; i < 2; i++) {
            int number = history.ask(point(floats(2), i));
            history.report(number, 1, 1).prune(number);
        }
        assertThat(next(history)).startsWith("tpe: 2 of 3 trials were pruned;");
    }

    @Test
    void theMemoNamesTheChosenOneAndHoldsItsMemo() {
        Histories history = Histories.minimize(floats(50));
        Sampler sampler = sampler();
        for (int number = 0; number < 30; number++) {
            Sampler.Plan plan = sampler.sampleJointly(history.view(), number);
            history.ask(plan.values(), plan.memo());
            history.complete(
                    number, (double) Objects.requireNonNull(plan.values().get("x0")));
        }
        Sampler.Plan plan = sampler.sampleJointly(history.view(), 30);

        assertThat(plan.memo())
                .containsEntry("type", "cmaes")
                .containsEntry("rule", 1L)
                .containsEntry("reason", "50 numeric parameters, 30 trials");
        assertThat(plan.memo().get("memo"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("generation", 2L); // it saw its own memos
    }
}
