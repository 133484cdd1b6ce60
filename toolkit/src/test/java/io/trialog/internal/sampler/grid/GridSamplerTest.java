package io.trialog.internal.sampler.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
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
import org.junit.jupiter.api.Test;

class GridSamplerTest extends SamplerContract {

    private static final SearchSpace CONDITIONAL = new SearchSpace(List.of(
            new Parameter("model", CategoricalDistribution.of("trees", "net")),
            new Parameter("depth", new IntDistribution(1, 3), new Condition(Map.of("model", List.of("trees")))),
            new Parameter("rate", new FloatDistribution(0.1, 0.2, 0.1, false))));

    @Override
    protected SamplerProvider provider() {
        return new GridProvider();
    }

    @Override
    protected Sampler sampler() {
        return new GridSampler(Map.of(), RandomStream::of);
    }

    @Override
    protected boolean dependsOnTheSeed() {
        return false;
    }

    private static SearchSpace space(Parameter... parameters) {
        return new SearchSpace(List.of(parameters));
    }

    private static List<String> runAll(Sampler sampler, SearchSpace space) {
        Histories history = Histories.minimize(space);
        List<String> cells = new ArrayList<>();
        while (!sampler.isExhausted(history.view()) && cells.size() < 1000) {
            int number = history.view().trialCount();
            Map<String, Object> values = new LinkedHashMap<>(
                    sampler.sampleJointly(history.view(), number).values());
            history.ask(values);
            history.complete(number, 0);
            cells.add(values.toString());
        }
        return cells;
    }

    @Test
    void everyCombinationOnceWithTheLastParameterChangingFastestAndInactiveOnesNotRepeated() {
        assertThat(runAll(sampler(), CONDITIONAL))
                .containsExactly(
                        "{model=trees, depth=1, rate=0.1}",
                        "{model=trees, depth=1, rate=0.2}",
                        "{model=trees, depth=2, rate=0.1}",
                        "{model=trees, depth=2, rate=0.2}",
                        "{model=trees, depth=3, rate=0.1}",
                        "{model=trees, depth=3, rate=0.2}",
                        "{model=net, rate=0.1}",
                        "{model=net, rate=0.2}");
    }

    @Test
    void continuousParametersTakeListedValues() {
        Sampler sampler = new GridSampler(Map.of("x", List.of(0.5, 1, 0.25)), RandomStream::of);

        assertThat(runAll(sampler, space(new Parameter("x", new FloatDistribution(0, 1)))))
                .containsExactly("{x=0.5}", "{x=1.0}", "{x=0.25}");
    }

    @Test
    void failedAndRunningTrialsHaveTheirCellAndVoidedOnesHaveNot() {
        Histories history = Histories.minimize(space(new Parameter("n", new IntDistribution(0, 3))));
        history.fail(history.ask(Map.of("n", 0L)));
        history.ask(Map.of("n", 1L));
        history.complete(history.ask(Map.of("n", 2L)), 1);
        Sampler sampler = sampler();

        assertThat(sampler.sampleJointly(history.view(), 3).values()).isEqualTo(Map.of("n", 3L));
        assertThat(sampler.sampleJointly(history.view(), 4).values()).isEqualTo(Map.of("n", 3L));
        assertThat(sampler.sampleJointly(history.view(), 3).explanation()).isEqualTo("grid: cell 3 of 4");
        history.complete(history.ask(Map.of("n", 3L)), 1);
        assertThat(sampler.isExhausted(history.view())).isTrue();
        history.makeVoid(2);
        assertThat(sampler.isExhausted(history.view())).isFalse();
        assertThat(sampler.sampleJointly(history.view(), 4).values()).isEqualTo(Map.of("n", 2L));
    }

    @Test
    void hugeGridsAreCountedNotEnumerated() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            parameters.add(new Parameter("n" + i, new IntDistribution(1, 10)));
        }
        Histories history = Histories.minimize(new SearchSpace(parameters));

        assertThat(sampler().sampleJointly(history.view(), 987_654_321).values().values())
                .containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L);
    }

    @Test
    void continuousParametersWithoutValuesAreRefused() {
        Histories history = Histories.minimize(space(new Parameter("x", new FloatDistribution(0, 1))));

        assertThatThrownBy(() -> sampler().sampleJointly(history.view(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A grid needs a finite number of values, but 'x' is continuous: "
                        + "FloatDistribution[low=0.0, high=1.0, step=0.0, log=false].\n"
                        + "Maybe give it a step, or list its values under 'grid' of the sampler.");
    }

    @Test
    void anUndeclaredSpaceIsRefused() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);

        assertThatThrownBy(() -> sampler().sampleJointly(history.view(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The grid sampler needs declared parameters, but there are none.");
    }

    @Test
    void listedValuesMustBelongToTheirParameter() {
        Histories history = Histories.minimize(space(new Parameter("depth", new IntDistribution(0, 3))));

        assertThatThrownBy(() -> new GridSampler(Map.of("depth", List.of(1, 9)), RandomStream::of)
                        .sampleJointly(history.view(), 0))
                .hasMessage("The grid of 'depth' must list different values of "
                        + "IntDistribution[low=0, high=3, step=1, log=false], but lists 9.");
        assertThatThrownBy(() ->
                        new GridSampler(Map.of("dept", List.of(1)), RandomStream::of).sampleJointly(history.view(), 0))
                .hasMessage(
                        "The grid lists values for 'dept', which is not declared. Known are depth.\nMaybe 'depth'.");
    }

    @Test
    void aGridThatIsTooLargeIsRefused() {
        SearchSpace space = space(
                new Parameter("a", new IntDistribution(1, 100_000)),
                new Parameter("b", new IntDistribution(1, 100_000)));

        assertThatThrownBy(() -> sampler().isExhausted(Histories.minimize(space).view()))
                .hasMessageStartingWith(
                        "A grid must not have more than 2147483648 cells, but has at least 10000000000.");
    }
}
