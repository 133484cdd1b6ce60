package io.trialog.internal.sampler.auto;

import static io.trialog.testing.AskedStudy.floats;
import static io.trialog.testing.AskedStudy.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.testing.AskedStudy;
import io.trialog.testing.Histories;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By rule 2, {@code auto} handles several objectives and constraints. */
class AutoTargetsTest {

    private static final SearchSpace CONDITIONAL = new SearchSpace(List.of(
            new Parameter("x0", new FloatDistribution(0, 1)),
            new Parameter("kind", CategoricalDistribution.of("a", "b")),
            new Parameter("x1", new FloatDistribution(0, 1), new Condition(Map.of("kind", List.of("a"))))));

    private static Sampler sampler(long rule) {
        return AskedStudy.sampler("auto", Map.of("rule", rule));
    }

    private static List<Direction> down(int count) {
        return Collections.nCopies(count, Direction.MINIMIZE);
    }

    private static Histories told(SearchSpace space, int objectives, int trials, double limit) {
        Histories history = Histories.of(down(objectives), 1, space);
        for (int i = 0; i < trials; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Parameter parameter : space.parameters()) {
                values.put(parameter.name(), parameter.name().equals("kind") ? "a" : (i * 0.618) % 1);
            }
            int number = history.ask(values);
            if (limit != 0) {
                history.constrain(number, "memory", limit);
            }
            double[] losses = new double[objectives];
            for (int j = 0; j < objectives; j++) {
                losses[j] = (i * (0.3 + j)) % 1;
            }
            history.complete(number, losses);
        }
        return history;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 20, 'gp: 2 metrics, 2 numeric parameters, 20 trials; gp: 20 trials'",
        "3, 20, 'gp: 3 metrics, 2 numeric parameters, 20 trials; gp: 20 trials'",
        "2, 23, 'tpe: 2 metrics, 2 numeric parameters, 23 trials, in turn with gp; tpe joint'",
        "4, 20, 'tpe: 4 metrics, 2 numeric parameters, 20 trials; tpe joint'",
        "2, 150, 'tpe: 2 metrics, 2 numeric parameters, 150 trials; tpe joint'",
        "3, 1000, 'nsga2: 3 metrics, 1000 trials; nsga2: generation 50, child of'",
        "4, 1000, 'nsga3: 4 metrics, 1000 trials; nsga3: generation 20, child of'"
    })
    void theChoiceDependsOnMetricsSpaceAndCounts(int objectives, int trials, String explanation) {
        Histories history = told(floats(2), objectives, trials, 0);

        assertThat(sampler(2).sampleJointly(history.view(), trials).explanation())
                .startsWith(explanation);
    }

    @Test
    void conditionsAndManyRunningTrialsAreForTpe() {
        assertThat(sampler(2)
                        .sampleJointly(told(CONDITIONAL, 2, 20, 0).view(), 20)
                        .explanation())
                .startsWith("tpe: 2 metrics, some parameters are not in every trial; ");
        Histories history = told(floats(2), 2, 20, 0);
        for (int i = 0; i < 17; i++) {
            history.ask(Map.of("x0", 0.1, "x1", 0.2));
        }
        assertThat(sampler(2).sampleJointly(history.view(), 37).explanation())
                .startsWith("tpe: 2 metrics, 2 numeric parameters, 20 trials, 17 running; ");
    }

    @Test
    void constraintsAreForSamplersThatModelThem() {
        assertThat(sampler(2)
                        .sampleJointly(told(floats(2), 1, 260, 0).view(), 260)
                        .explanation())
                .startsWith("cmaes: ");
        assertThat(sampler(2)
                        .sampleJointly(told(floats(2), 1, 260, -1).view(), 260)
                        .explanation())
                .startsWith("tpe: ");
        assertThat(sampler(1)
                        .sampleJointly(told(floats(2), 1, 260, -1).view(), 260)
                        .explanation())
                .startsWith("cmaes: ");
    }

    @Test
    void theMemoNamesTheRuleOfTheChosenOne() {
        assertThat(sampler(2)
                        .sampleJointly(told(floats(2), 2, 20, 0).view(), 20)
                        .memo())
                .containsEntry("type", "gp")
                .containsEntry("rule", 2L);
        assertThat(sampler(2)
                        .sampleJointly(told(floats(2), 1, 23, 0).view(), 23)
                        .memo())
                .containsEntry("type", "tpe")
                .containsEntry("rule", 3L);
    }

    @Test
    void ruleOneHandlesOneObjective() {
        assertThatThrownBy(() ->
                        sampler(1).sampleJointly(told(floats(2), 2, 3, 0).view(), 3))
                .hasMessage("The sampler auto handles one objective by rule 1, but the study has 2.\n"
                        + "Maybe use its rule 2, or one objective.");
    }

    /** ZDT1 with three parameters; 0.877 can't be passed, and random search is at 0.1 to 0.4. */
    @Test
    void theFrontOfTwoObjectivesIsFound() {
        AskedStudy study = new AskedStudy(down(2), 1, floats(3), sampler(2), params -> {
                    double first = number(params, "x0");
                    double g = 1 + 9 * (number(params, "x1") + number(params, "x2")) / 2;
                    return new double[] {first, g * (1 - Math.sqrt(first / g))};
                })
                .run(45);
        assertThat(Volumes.of(study.view(), 1.1, 1.1)).isGreaterThan(0.75);
    }
}
