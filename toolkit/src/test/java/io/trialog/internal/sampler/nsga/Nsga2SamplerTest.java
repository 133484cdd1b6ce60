package io.trialog.internal.sampler.nsga;

import static io.trialog.testing.AskedStudy.floats;
import static io.trialog.testing.AskedStudy.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.Direction;
import io.trialog.testing.AskedStudy;
import io.trialog.testing.SamplerContract;
import io.trialog.trial.TrialRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Nsga2SamplerTest extends SamplerContract {

    private static final List<Direction> BOTH_DOWN = List.of(Direction.MINIMIZE, Direction.MINIMIZE);

    @Override
    protected Sampler sampler() {
        return AskedStudy.sampler("nsga2", Map.of("population", 8L));
    }

    @Override
    protected SamplerProvider provider() {
        return new Nsga2Provider();
    }

    /** ZDT1 (E. Zitzler, K. Deb and L. Thiele, doi:10.1162/106365600568202). */
    private static double[] zdt1(Map<String, @Nullable Object> params) {
        double first = number(params, "x0");
        double sum = 0;
        for (int i = 1; i < params.size(); i++) {
            sum += number(params, "x" + i);
        }
        double g = 1 + 9 * sum / (params.size() - 1);
        return new double[] {first, g * (1 - Math.sqrt(first / g))};
    }

    private static AskedStudy study(int population, long seed) {
        Sampler sampler = AskedStudy.sampler("nsga2", Map.of("population", (long) population));
        return new AskedStudy(BOTH_DOWN, seed, floats(3), sampler, Nsga2SamplerTest::zdt1);
    }

    private static Map<String, @Nullable Object> memo(AskedStudy study, int number) {
        return study.view().trial(number).memo();
    }

    @Test
    void aMemoNamesTheGenerationAndTheAskThatOpensOneListsItsParents() {
        AskedStudy study = study(4, 1).run(4);

        Sampler.Plan opening = study.next();
        assertThat(opening.memo()).isEqualTo(Map.of("generation", 1L, "parents", List.of(0L, 1L, 2L, 3L)));
        assertThat(opening.explanation()).startsWith("nsga2: generation 1, child of trial");
        study.run(1);
        assertThat(study.next().memo()).isEqualTo(Map.of("generation", 1L));
        study.run(3);
        assertThat((List<?>) study.next().memo().get("parents")).hasSize(4);
    }

    @Test
    void onlyOneOfSeveralThatRunOpensAGeneration() {
        AskedStudy study = study(4, 1).run(4);
        int opener = study.ask();
        int other = study.ask();

        assertThat(memo(study, opener)).containsKey("parents");
        assertThat(memo(study, other)).isEqualTo(Map.of("generation", 1L));
    }

    @Test
    void runningTrialsNeverJoinAndLateOnesJoinTheCurrentGeneration() {
        AskedStudy study = study(4, 1);
        int late = study.ask();
        study.run(4);
        assertThat(study.next().memo()).containsEntry("parents", List.of(1L, 2L, 3L, 4L));
        study.run(3);
        assertThat(study.next().memo()).containsEntry("generation", 1L);

        study.complete(late);

        assertThat(study.next().memo()).containsEntry("generation", 2L);
    }

    @Test
    void trialsOfOthersJoinAndFailedAndVoidedOnesDoNot() {
        AskedStudy study = study(4, 1).run(2);
        study.history().fail(study.ask());
        int foreign = study.history().ask(Map.of("x0", 0.5, "x1", 0.1, "x2", 0.1));
        study.complete(foreign).run(1);
        assertThat(study.next().memo().get("parents")).isEqualTo(List.of(0L, 1L, 3L, 4L));

        study.history().makeVoid(1);

        assertThat(study.next().memo()).isEqualTo(Map.of("generation", 0L));
    }

    @Test
    void feasibleTrialsBecomeParentsBeforeOthersAndTheseByTheirViolation() {
        AskedStudy study = study(4, 1);
        double[] limits = {3, -1, 1, 2, -1, 0, 4, -2};
        for (double limit : limits) {
            int number = study.ask();
            study.history().constrain(number, "memory", limit);
            study.complete(number);
        }
        assertThat(study.next().memo().get("parents")).isEqualTo(List.of(1L, 4L, 5L, 7L));
    }

    @Test
    void aTrialWithoutTheConstraintOfTheOthersCountsAsBadAsTheWorst() {
        AskedStudy study = study(4, 1);
        for (int number = 0; number < 8; number++) {
            study.ask();
            if (number > 0) {
                study.history().constrain(number, "memory", number < 4 ? 1 : number < 7 ? 1.5 : 2);
            }
            study.complete(number);
        }
        assertThat(String.valueOf(study.next().memo().get("parents")))
                .startsWith("[1, 2, 3, ")
                .doesNotContain("7");
    }

    /** The values of a study and of its opposite, which is maximized, lead to the same trials. */
    @Test
    void theDirectionIsRespected() {
        Sampler sampler = AskedStudy.sampler("nsga2", Map.of("population", 6L));
        AskedStudy down = new AskedStudy(BOTH_DOWN, 3, floats(3), sampler, Nsga2SamplerTest::zdt1).run(40);
        AskedStudy up = new AskedStudy(
                        List.of(Direction.MAXIMIZE, Direction.MINIMIZE),
                        3,
                        floats(3),
                        AskedStudy.sampler("nsga2", Map.of("population", 6L)),
                        params -> new double[] {-zdt1(params)[0], zdt1(params)[1]})
                .run(40);

        for (int number = 0; number < 40; number++) {
            assertThat(up.view().trial(number).params())
                    .isEqualTo(down.view().trial(number).params());
        }
    }

    @Test
    void noPointIsTriedTwiceWhileOthersAreNear() {
        SearchSpace grid = new SearchSpace(List.of(
                new Parameter("x0", new FloatDistribution(0, 1, 0.05, false)),
                new Parameter("x1", new IntDistribution(0, 40)),
                new Parameter("kind", CategoricalDistribution.of("a", "b"))));
        AskedStudy study = new AskedStudy(
                        BOTH_DOWN, 1, grid, AskedStudy.sampler("nsga2", Map.of("population", 10L)), params -> {
                            double x = number(params, "x0");
                            return new double[] {
                                x, 1 - x + number(params, "x1") + ("a".equals(params.get("kind")) ? 0 : 1)
                            };
                        })
                .run(200);

        Set<Map<String, @Nullable Object>> later = new HashSet<>();
        study.view().trials().stream()
                .filter(trial -> trial.number() >= 10)
                .map(TrialRecord::params)
                .forEach(later::add);
        assertThat(later.size()).isGreaterThan(175);
    }

    @Test
    void conditionalParametersAreInherited() {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("kind", CategoricalDistribution.of("a", "b")),
                new Parameter("x0", new FloatDistribution(0, 1), new Condition(Map.of("kind", List.of("a")))),
                new Parameter("x1", new FloatDistribution(0, 1), new Condition(Map.of("kind", List.of("b"))))));
        AskedStudy study = new AskedStudy(
                        BOTH_DOWN, 1, space, AskedStudy.sampler("nsga2", Map.of("population", 10L)), params -> {
                            double x = params.containsKey("x0") ? number(params, "x0") : 2 + number(params, "x1");
                            return new double[] {x, (x - 0.1) * (x - 0.1)};
                        })
                .run(100);

        assertThat(study.view().trials().subList(60, 100))
                .allSatisfy(trial -> assertThat(trial.params()).hasSize(2))
                .filteredOn(trial -> "a".equals(trial.params().get("kind")) && trial.internal("x0") < 0.4)
                .hasSizeGreaterThan(25);
    }

    /**
     * Three seeds, which stand here. Random search reaches 0.35 to 0.55 with as many trials; the most that can be reached is 0.877. Each
     * crossover was at 0.79 or above on twenty other seeds.
     */
    @ParameterizedTest
    @CsvSource({"sbx,1", "sbx,2", "uniform,1", "uniform,2", "blx,1", "blx,2"})
    void theFrontIsApproached(String crossover, long seed) {
        Sampler sampler = AskedStudy.sampler("nsga2", Map.of("population", 20L, "crossover", crossover));
        AskedStudy study = new AskedStudy(BOTH_DOWN, seed, floats(3), sampler, Nsga2SamplerTest::zdt1).run(400);

        assertThat(Volumes.of(study.view(), 1.1, 1.1)).isGreaterThan(0.75);
    }

    @Test
    void theReasonNamesTheParents() {
        AskedStudy study = study(4, 1).run(9);
        TrialRecord trial = study.view().trial(8);
        AskedStudy before = study(4, 1).run(8);

        assertThat(sampler4().origins(before.view(), trial))
                .isNotEmpty()
                .allSatisfy(origin -> assertThat(origin.source()).containsAnyOf("from trial", "crossed from trials"));
        assertThat(sampler4().remarks(before.view(), trial).get(0)).startsWith("parents of generation 2: trials ");
    }

    private static Sampler sampler4() {
        return AskedStudy.sampler("nsga2", Map.of("population", 4L));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 2001})
    void aPopulationThatIsTooSmallOrTooLargeIsRefused(long population) {
        assertThatThrownBy(() -> AskedStudy.sampler("nsga2", Map.of("population", population)))
                .hasMessage("The option 'population' of the sampler 'nsga2' must be between 4 and 2000, but is "
                        + population + ".");
    }
}
