package io.trialog.internal.sampler.cmaes;

import static io.trialog.internal.sampler.cmaes.CmaesHistory.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.Direction;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmaesSamplerTest extends SamplerContract {

    private static final SearchSpace MIXED = new SearchSpace(List.of(
            new Parameter("kind", CategoricalDistribution.of("a", "b")),
            new Parameter("x", new FloatDistribution(0, 1)),
            new Parameter("n", new IntDistribution(0, 9)),
            new Parameter("depth", new IntDistribution(1, 5), new Condition(Map.of("kind", List.of("a"))))));

    @Override
    protected Sampler sampler() {
        return CmaesHistory.sampler(Map.of());
    }

    @Override
    protected SamplerProvider provider() {
        return new CmaesProvider();
    }

    private static CmaesHistory floatsStudy(int size) {
        return new CmaesHistory(floats(size, 1), CmaesHistory.sampler(Map.of()));
    }

    @Test
    void aMemoNamesRunGenerationLambdaAndThePointAsDrawn() {
        CmaesHistory study = floatsStudy(2);

        assertThat(study.next().memo())
                .containsEntry("run", 1L)
                .containsEntry("generation", 0L)
                .containsEntry("lambda", 6L)
                .containsEntry("form", "full")
                .containsEntry("point", List.copyOf(study.next().values().values()));
        assertThat(study.next().explanation()).isEqualTo("cmaes full: run 1, generation 0, lambda 6, 2 parameters");
        assertThat(study.run(13).next().explanation())
                .isEqualTo("cmaes full: run 1, generation 2, lambda 6, 2 parameters");
    }

    @Test
    void anyFinishedDrawsMakeAGeneration() {
        CmaesHistory study = floatsStudy(2);
        for (int i = 0; i < 10; i++) {
            study.ask();
        }
        for (int number : new int[] {9, 8, 7, 6, 5}) {
            study.complete(number);
        }
        assertThat(study.memo("generation")).isZero();

        study.complete(4);

        assertThat(study.memo("generation")).isEqualTo(1);
    }

    @Test
    void theOrderInWhichTrialsEndDecides() {
        CmaesHistory one = floatsStudy(2);
        CmaesHistory other = floatsStudy(2);
        for (int i = 0; i < 9; i++) {
            one.ask();
            other.ask();
        }
        List.of(0, 1, 2, 3, 4, 5, 6).forEach(one::complete);
        List.of(6, 5, 4, 3, 2, 1, 0).forEach(other::complete);

        assertThat(one.memo("generation")).isEqualTo(other.memo("generation")).isEqualTo(1);
        assertThat(one.next().values()).isNotEqualTo(other.next().values());
    }

    @Test
    void lambdaIsMoreThanTheTrialsThatRunWhenAGenerationIsOpened() {
        CmaesHistory study = floatsStudy(2);
        for (int i = 0; i < 20; i++) {
            study.ask();
        }
        assertThat(study.memo("lambda")).isEqualTo(6); // the generation is open

        for (int number = 0; number < 6; number++) {
            study.complete(number);
        }
        assertThat(study.memo("generation")).isEqualTo(1);
        assertThat(study.memo("lambda")).isEqualTo(15);

        study.ask();
        study.complete(6);
        assertThat(study.memo("lambda")).isEqualTo(15);
    }

    @Test
    void aVoidTrialIsAsIfItHadFailed() {
        CmaesHistory voided = floatsStudy(3).run(40);
        CmaesHistory failed = floatsStudy(3);
        for (int number = 0; number < 40; number++) {
            failed.history.ask(
                    voided.history.view().trial(number).params(),
                    voided.history.view().trial(number).memo());
            if (number == 11) {
                failed.history.fail(11);
            } else {
                failed.history.complete(number, voided.loss(number));
            }
        }
        assertThat(failed.next()).isNotEqualTo(voided.next());

        voided.history.makeVoid(11);

        assertThat(voided.next()).isEqualTo(failed.next());
    }

    @Test
    void afterAChangeOfARangeANewRunBeginsFromTheTrialsBefore() {
        CmaesHistory study = floatsStudy(2).run(60);
        study.history.declare(floats(2, 10));

        assertThat(study.memo("run")).isEqualTo(2);
        assertThat(study.memo("generation")).isZero();
        assertThat(study.next().values().values())
                .allSatisfy(value -> assertThat((double) value).isLessThan(4));

        study.run(200);

        assertThat(study.memo("run")).isGreaterThanOrEqualTo(2);
        assertThat(study.loss(259)).isLessThan(0.01);
    }

    @Test
    void trialsThatAreOutOfTheNewRangeAreLeftOut() {
        CmaesHistory study = floatsStudy(1).run(30);
        study.history.declare(new SearchSpace(List.of(new Parameter("x0", new FloatDistribution(5, 6)))));

        assertThat((double) study.next().values().get("x0")).isBetween(5.0, 6.0);
        assertThat(study.run(10).memo("generation")).isEqualTo(2);
    }

    @Test
    void anEnqueuedValueIsToldAsItIs() {
        CmaesHistory study = floatsStudy(1);
        study.run(3);
        int enqueued = study.history.enqueue(Map.of("x0", 0.999));
        study.history.start(enqueued, Map.of("x0", 0.999)).complete(enqueued, -1);
        assertThat(study.memo("generation")).isEqualTo(1);
        Map<String, String> why = why(study);

        assertThat(why.get("x0")).startsWith("drawn around the mean 0.69");
    }

    private static Map<String, String> why(CmaesHistory study) {
        int number = study.history.view().trialCount();
        Histories later = study.history;
        Sampler sampler = study.sampler;
        var view = later.view();
        study.ask();
        return sampler.origins(view, later.view().trial(number)).stream()
                .collect(java.util.stream.Collectors.toMap(Origin::parameter, Origin::source));
    }

    @Test
    void prunedTrialsAreTheWorstOfAGeneration() {
        CmaesHistory study = floatsStudy(2);
        for (int i = 0; i < 6; i++) {
            int number = study.ask();
            if (i % 2 == 0) {
                study.complete(number);
            } else {
                study.history.report(number, 1, -100).prune(number);
            }
        }

        assertThat(study.memo("generation")).isEqualTo(1);
    }

    @Test
    void whatHasNoCoordinateIsProposedByTpeAndTheLogSaysSo() {
        CmaesHistory study = new CmaesHistory(MIXED, CmaesHistory.sampler(Map.of())).run(15);

        assertThat(study.next().explanation())
                .startsWith("cmaes margin: run 1, generation 2, lambda 6, 2 parameters; the others by tpe");
        assertThat(study.next().values()).containsKeys("kind", "x", "n");
        assertThat(study.history.view().trials()).allSatisfy(trial -> {
            assertThat(MIXED.activeNames(trial.params()))
                    .containsExactlyElementsOf(trial.params().keySet());
        });
        assertThat(study.run(100).history.view().best().params()).containsEntry("kind", "a");
    }

    @Test
    void whereTheProgramDecidesTheTrialsToldNameTheParameters() {
        Histories history = Histories.minimize(SearchSpace.EMPTY);
        Sampler sampler = sampler();
        assertThat(sampler.sampleJointly(history.view(), 0).values()).isEmpty();
        for (int i = 0; i < 12; i++) {
            int number = history.ask(Map.of());
            history.suggest(number, "x", i / 12.0, new FloatDistribution(0, 1))
                    .suggest(number, "kind", "a", CategoricalDistribution.of("a", "b"))
                    .complete(number, i);
        }

        Sampler.Plan plan = sampler.sampleJointly(history.view(), 12);
        assertThat(plan.values()).containsOnlyKeys("x", "kind");
        assertThat((double) plan.values().get("x")).isBetween(0.0, 0.6); // warm, around the best
        assertThat(plan.memo()).containsEntry("generation", 0L);
    }

    @Test
    void aConvergedRunIsFollowedByOneWithTwiceAsManyDraws() {
        CmaesHistory study = floatsStudy(1);
        int trials = 0;
        while (study.memo("run") == 1 && trials++ < 1000) {
            study.run(1);
        }

        assertThat(trials).isLessThan(1000);
        assertThat(study.memo("run")).isEqualTo(2);
        assertThat(study.memo("lambda")).isEqualTo(8);
        assertThat(study.memo("generation")).isZero();
    }

    @Test
    void withoutRestartsARunGoesOn() {
        CmaesHistory study = new CmaesHistory(floats(1, 1), CmaesHistory.sampler(Map.of("restarts", false))).run(600);

        assertThat(study.memo("run")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "sep", "margin"})
    void eachFormFindsTheMinimum(String form) {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("x", new FloatDistribution(0, 1)),
                new Parameter("y", new FloatDistribution(0, 1, 0.05, false)),
                new Parameter("z", new FloatDistribution(0.001, 1, 0, true))));
        CmaesHistory study = new CmaesHistory(space, CmaesHistory.sampler(Map.of("form", form))).run(250);

        assertThat(study.history.view().best().value()).as("seed 1").isLessThan(1e-4);
    }

    @Test
    void itMaximizesToo() {
        Histories history = Histories.of(Direction.MAXIMIZE, 1, floats(2, 1));
        Sampler sampler = sampler();
        for (int number = 0; number < 120; number++) {
            Sampler.Plan plan = sampler.sampleJointly(history.view(), number);
            history.ask(plan.values(), plan.memo());
            double x = (double) plan.values().get("x0");
            history.complete(number, -(x - 0.9) * (x - 0.9));
        }

        assertThat(history.view().best().value()).isGreaterThan(-1e-5);
    }

    @Test
    void whyTellsMeanDeviationRunAndGeneration() {
        CmaesHistory study = floatsStudy(2).run(20);
        var view = study.history.view();
        int number = study.ask();
        var trial = study.history.view().trial(number);

        assertThat(study.sampler.remarks(view, trial))
                .singleElement()
                .asString()
                .matches("run 1, generation 3, sigma 0\\.\\d+, axis ratio \\d.*");
        assertThat(study.sampler.origins(view, trial))
                .allSatisfy(origin -> assertThat(origin.source())
                        .matches("drawn around the mean 0\\.\\d+, deviation \\d+(\\.\\d+)? % of the range"))
                .extracting(Origin::parameter)
                .containsExactly("x0", "x1");
    }

    @Test
    void severalObjectivesAndTooManyParametersAreRefused() {
        Histories two = Histories.of(List.of(Direction.MINIMIZE, Direction.MINIMIZE), 1, floats(2, 1));
        assertThatThrownBy(() -> sampler().sampleJointly(two.view(), 0))
                .hasMessageContaining("handles one objective, but the study has 2");
        assertThatThrownBy(() -> sampler()
                        .sampleJointly(Histories.minimize(floats(513, 1)).view(), 0))
                .hasMessageContaining("at most 512 numeric parameters")
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> SamplerCatalogue.check(Map.of("type", "cmaes", "population", 3)))
                .hasMessageContaining("'population' of the sampler 'cmaes' must be at least 4 or 'auto', but is 3");
    }

    @Test
    void manyParametersGetAVarianceEach() {
        assertThat(floatsStudy(101).run(60).next().memo()).containsEntry("form", "sep");
    }
}
