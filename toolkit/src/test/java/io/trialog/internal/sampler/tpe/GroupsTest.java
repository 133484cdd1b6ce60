package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.testing.Histories;
import io.trialog.trial.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final FloatDistribution LINE = new FloatDistribution(0, 1);

    private static Shape shape(String... names) {
        Map<String, FloatDistribution> parameters = new LinkedHashMap<>();
        for (String name : names) {
            parameters.put(name, LINE);
        }
        return Shape.of(parameters);
    }

    private static List<String> names(Groups groups) {
        return groups.all().stream()
                .map(group -> String.join("", group.keySet()))
                .toList();
    }

    @Test
    void theGroupsOfTheReferenceOnceEachShapeIsUsual() {
        Groups groups = new Groups();
        groups.add(0, shape("a", "b", "c"));
        assertThat(names(groups)).containsExactly("abc");
        groups.add(1, shape("a", "b", "d"));
        assertThat(names(groups)).containsExactly("ab", "c", "d");
        groups.add(2, shape("a", "e"));
        assertThat(names(groups)).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aGroupThatAnOddTrialBrokeMergesAgain() {
        Groups groups = new Groups();
        groups.add(0, shape("a"));
        for (int number = 1; number < 20; number++) {
            groups.add(number, shape("a", "b"));
        }
        assertThat(names(groups)).containsExactly("ab");

        groups.add(20, shape("b"));
        assertThat(names(groups)).containsExactly("a", "b");
    }

    @Test
    void theOrderOfTrialsHasNoInfluence() {
        Groups forwards = new Groups();
        Groups backwards = new Groups();
        for (int number = 0; number < 30; number++) {
            forwards.add(number, number % 3 == 0 ? shape("x", "y") : shape("z", "x"));
            backwards.add(29 - number, (29 - number) % 3 == 0 ? shape("x", "y") : shape("z", "x"));
        }

        assertThat(names(forwards)).isEqualTo(names(backwards)).containsExactly("x", "y", "z");
    }

    @Test
    void theBranchesOfAConditionalSpaceAreDrawnTogether() {
        Condition a = new Condition(Map.of("kind", List.of("a")));
        Condition b = new Condition(Map.of("kind", List.of("b")));
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("kind", CategoricalDistribution.of("a", "b")),
                new Parameter("a1", LINE, a),
                new Parameter("a2", LINE, a),
                new Parameter("b1", LINE, b)));
        Histories history = Histories.minimize(space);
        for (int i = 0; i < 20; i++) {
            double u = i / 20.0;
            Map<String, ?> values = i % 2 == 0 ? Map.of("kind", "a", "a1", u, "a2", u) : Map.of("kind", "b", "b1", u);
            history.complete(history.ask(values), u);
        }
        Sampler sampler = new TpeSampler(Example.options(2, Map.of()), RandomStream::of);

        Sampler.Plan plan = sampler.sampleJointly(history.view(), 20);

        assertThat(plan.explanation()).isEqualTo("tpe in 3 groups: 2 below of 20, 4 parameters");
        assertThat(plan.values().keySet()).containsExactly("a1", "a2", "b1", "kind");
        assertThat((@Nullable Object) new TpeSampler(Example.options(2, Map.of("group", false)), RandomStream::of)
                        .sampleJointly(history.view(), 20)
                        .values()
                        .keySet())
                .isEqualTo(java.util.Set.of("kind"));
    }
}
