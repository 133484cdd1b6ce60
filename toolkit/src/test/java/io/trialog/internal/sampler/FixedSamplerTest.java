package io.trialog.internal.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.testing.Histories;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedSamplerTest {

    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Parameter("model", CategoricalDistribution.of("trees", "net")),
            new Parameter("depth", new IntDistribution(1, 3), new Condition(Map.of("model", List.of("trees")))),
            new Parameter("width", new IntDistribution(1, 4), new Condition(Map.of("model", List.of("net")))),
            new Parameter("rate", new FloatDistribution(0.1, 0.3, 0.1, false))));

    private static Sampler sampler(String type, Map<String, Object> fixed) {
        return SamplerCatalogue.of(Map.of("type", type, "fixed", fixed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "random", "grid", "sobol", "halton", "brute_force"})
    void besideAnySamplerEveryTrialHasTheValue(String type) {
        try (Study study = Study.builder("fixed")
                .seed(1)
                .parameter("x", new IntDistribution(0, 40))
                .parameter("y", new IntDistribution(0, 3))
                .sampler(type)
                .fixed("y", 2)
                .pruner("nop")
                .inMemory()) {
            study.optimize(30, trial -> Math.abs((long) trial.params().get("x") - 7.0));

            assertThat(study.trials())
                    .hasSize(30)
                    .allSatisfy(trial -> assertThat(trial.params()).containsEntry("y", 2L));
            assertThat(study.trials().stream()
                            .map(TrialRecord::params)
                            .distinct()
                            .count())
                    .isGreaterThan(15);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aGridHasAsManyCellsAsTheOtherParametersMake() {
        Histories history = Histories.minimize(SPACE);
        Sampler grid = sampler("grid", Map.of("model", "net", "rate", 0.2));
        int cells = 0;
        while (!grid.isExhausted(history.view())) {
            history.complete(
                    history.ask(grid.sampleJointly(history.view(), cells).values()), 1);
            cells++;
        }

        assertThat(cells).isEqualTo(4);
        assertThat(history.view().trial(3).params()).isEqualTo(Map.of("model", "net", "width", 4L, "rate", 0.2));
    }

    @Test
    void theExplanationNamesWhatIsFixed() {
        assertThat(sampler("random", Map.of("rate", 0.2))
                        .sampleJointly(Histories.minimize(SPACE).view(), 0)
                        .explanation())
                .isEqualTo("rate fixed, random");
    }

    @Test
    void whereProgramsDecideAValueOutOfRangeIsRefused() {
        Sampler sampler = sampler("random", Map.of("lr", 0.5));
        Histories history = Histories.minimize(SearchSpace.EMPTY);

        assertThat(sampler.sampleIndependently(history.view(), 0, "lr", new FloatDistribution(0, 1)))
                .isEqualTo(0.5);
        assertThatThrownBy(() -> sampler.sampleIndependently(history.view(), 0, "lr", new FloatDistribution(0, 0.1)))
                .hasMessageStartingWith("The fixed value of the parameter 'lr' must be one of ")
                .hasMessageEndingWith(", but is 0.5.");
    }

    @Test
    void theBuilderRefusesWhatIsNotDeclaredOrOutOfRange() {
        assertThatThrownBy(() -> Study.builder("wrong")
                        .parameter("rate", new FloatDistribution(0, 1))
                        .fixed("rat", 0.5)
                        .inMemory())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The parameter 'rat' that is fixed must be declared; declared are rate.\nMaybe 'rate'.");
        assertThatThrownBy(() -> Study.builder("wrong")
                        .parameter("rate", new FloatDistribution(0, 1))
                        .fixed("rate", 2)
                        .inMemory())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The fixed value of the parameter 'rate' must be one of ");
    }

    @Test
    void anEnqueuedValueWins() {
        try (Study study = Study.builder("queue")
                .seed(1)
                .parameter("x", new IntDistribution(0, 40))
                .parameter("y", new IntDistribution(0, 3))
                .sampler("random")
                .fixed("y", 2)
                .inMemory()) {
            study.enqueue(Map.of("y", 1));
            study.optimize(2, trial -> 0.0);

            assertThat(study.trial(0).params()).containsEntry("y", 1L);
            assertThat(study.trial(1).params()).containsEntry("y", 2L);
        }
    }
}
