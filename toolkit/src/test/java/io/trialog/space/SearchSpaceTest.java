package io.trialog.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final Parameter MODEL = new Parameter("model", CategoricalDistribution.of("trees", "net"));

    @Test
    void putsParentsBeforeTheParametersThatDependOnThem() {
        SearchSpace space = new SearchSpace(List.of(depthOf("trees"), MODEL));

        assertThat(space.parameters()).extracting(Parameter::name).containsExactly("depth", "model");
        assertThat(space.inOrder()).extracting(Parameter::name).containsExactly("model", "depth");
    }

    @Test
    void aChildIsActiveOnlyWithTheNamedValueOfItsParent() {
        SearchSpace space = new SearchSpace(List.of(MODEL, depthOf("trees")));

        assertThat(space.activeNames(Map.of("model", "trees", "depth", 3L))).containsExactly("model", "depth");
        assertThat(space.activeNames(Map.of("model", "net"))).containsExactly("model");
    }

    @Test
    void aGrandchildIsInactiveWhenItsParentIs() {
        Parameter leaf =
                new Parameter("leaf", new IntDistribution(1, 9), new Condition(Map.of("kind", List.of("exact"))));
        Parameter kind = new Parameter(
                "kind", CategoricalDistribution.of("exact", "hist"), new Condition(Map.of("model", List.of("trees"))));
        SearchSpace space = new SearchSpace(List.of(MODEL, kind, leaf));

        assertThat(space.activeNames(Map.of("model", "net", "kind", "exact"))).containsExactly("model");
        assertThat(space.activeNames(Map.of("model", "trees", "kind", "exact")))
                .containsExactly("model", "kind", "leaf");
    }

    @Test
    void refusesConditionsThatLeadBackToThemselves() {
        Parameter a = new Parameter("a", CategoricalDistribution.of("x"), new Condition(Map.of("b", List.of("x"))));
        Parameter b = new Parameter("b", CategoricalDistribution.of("x"), new Condition(Map.of("a", List.of("x"))));

        assertThatThrownBy(() -> new SearchSpace(List.of(a, b)))
                .hasMessage("Conditions must not lead back to themselves, but do: a -> b -> a.");
    }

    @Test
    void refusesAnUnknownParentAndNamesTheDeclaredOnes() {
        assertThatThrownBy(() -> new SearchSpace(List.of(depthOf("trees"))))
                .hasMessageContaining("'depth' depends on 'model', which is not declared")
                .hasMessageContaining("[depth]");
    }

    @Test
    void refusesAValueThatTheParentCannotTake() {
        assertThatThrownBy(() -> new SearchSpace(List.of(MODEL, depthOf("forest"))))
                .hasMessageContaining("model=forest");
    }

    @Test
    void refusesAParentThatIsANumberFromARange() {
        Parameter rate = new Parameter("rate", new FloatDistribution(0, 1));
        Parameter child =
                new Parameter("child", new FloatDistribution(0, 1), new Condition(Map.of("rate", List.of(0.5))));

        assertThatThrownBy(() -> new SearchSpace(List.of(rate, child)))
                .hasMessageContaining("must be categorical or fixed");
    }

    private static Parameter depthOf(String model) {
        return new Parameter("depth", new IntDistribution(2, 8), new Condition(Map.of("model", List.of(model))));
    }
}
