package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.SampleStudies;
import io.trialog.trial.TrialState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlotDataTest {

    private static final FloatDistribution UNIT = new FloatDistribution(0, 1);

    @Test
    void theBestSoFarLeavesOutPrunedInfeasibleAndVoidTrials() {
        Histories study = Histories.of(Direction.MAXIMIZE, 1, SearchSpace.EMPTY);
        study.complete(study.ask(Map.of()), 1);
        study.report(study.ask(Map.of()), 0, 9).prune(1);
        study.constrain(study.ask(Map.of()), "memory", 0.5).complete(2, 8);
        study.complete(study.ask(Map.of()), 7).makeVoid(3);
        study.complete(study.ask(Map.of()), 2);
        study.fail(study.ask(Map.of()));

        HistoryData history = HistoryData.of(study.view(), 0);

        assertThat(history.best()).extracting(Point::trial).containsExactly(0, 4);
        assertThat(history.points()).extracting(Point::trial).containsExactly(0, 1, 2, 4);
        assertThat(history.points()).extracting(Point::feasible).containsExactly(true, true, false, true);
        assertThat(history.failed()).containsExactly(5);
    }

    @Test
    void curvesAreOrderedByStepAndLeaveOutWhatIsNotFinite() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.ask(Map.of());
        study.report(0, 5, 50).report(0, 2, 20).report(0, 3, Double.NaN).report(0, 4, Double.POSITIVE_INFINITY);
        study.fail(study.ask(Map.of()));

        IntermediateData data = IntermediateData.of(study.view());

        assertThat(data.curves()).hasSize(1);
        assertThat(data.curves().get(0).steps()).containsExactly(2, 5);
        assertThat(data.curves().get(0).values()).containsExactly(20, 50);
        assertThat(data.curves().get(0).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void aConditionalParameterHasOnlyTheTrialsThatHaveItAndAFixedOneNoSlice() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 4; i++) {
            study.suggest(study.ask(Map.of()), "fixed", 7L, new IntDistribution(7, 7));
            study.suggest(i, "x", i / 4.0, UNIT);
            if (i % 2 == 0) {
                study.suggest(i, "depth", 2L + i, new IntDistribution(1, 9));
            }
            study.complete(i, i);
        }

        SliceData slices = SliceData.of(study.view(), 0);
        ParallelData parallel = ParallelData.of(study.view(), 0);

        assertThat(slices.slices()).extracting(slice -> slice.axis().name()).containsExactly("x", "depth");
        assertThat(slices.slices().get(1).points()).extracting(Point::trial).containsExactly(0, 2);
        assertThat(parallel.axes()).extracting(Axis::name).containsExactly("x", "depth");
        assertThat(parallel.lines()).hasSize(4);
        assertThat(parallel.lines().get(1).internals()).containsExactly(0.25, Double.NaN);
    }

    @Test
    void anAxisIsLogarithmicWhereTheParameterIs() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.suggest(study.ask(Map.of()), "rate", 0.01, new FloatDistribution(1e-4, 1, 0, true))
                .suggest(0, "choice", "b", CategoricalDistribution.of("a", "b", null))
                .suggest(0, "units", 64L, new IntDistribution(1, 128, 1, true))
                .complete(0, 1);
        study.suggest(study.ask(Map.of()), "rate", 0.1, new FloatDistribution(1e-4, 1, 0, true))
                .complete(1, 1);

        Axis rate = Axis.ofParameter("rate", study.view().trials());
        Axis choice = Axis.ofParameter("choice", study.view().trials());
        Axis units = Axis.ofParameter("units", study.view().trials());

        assertThat(rate.scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(rate.low()).isCloseTo(-2, within(1e-12));
        assertThat(rate.high()).isCloseTo(-1, within(1e-12));
        assertThat(rate.text(-1.5)).isEqualTo("0.0316228");
        assertThat(choice.categories()).containsExactly("a", "b", "null");
        assertThat(choice.text(1)).isEqualTo("b");
        assertThat(units.text(units.place(64))).isEqualTo("64");
    }

    @Test
    void ranksBeginWithTheBestAndEqualValuesShareTheMiddle() {
        assertThat(Ranks.of(Direction.MINIMIZE, 3, 1, 2, 1, 5)).containsExactly(0.75, 0.125, 0.5, 0.125, 1);
        assertThat(Ranks.of(Direction.MAXIMIZE, 3, 1, 2)).containsExactly(0, 1, 0.5);
        assertThat(Ranks.of(Direction.MAXIMIZE, 0.0, -0.0)).containsExactly(0.5, 0.5);
        assertThat(Ranks.of(Direction.MINIMIZE, 4)).containsExactly(0);
    }

    @Test
    void pairsHaveTheTrialsWithBothParametersThoseWithAValueFirst() {
        Histories study = SampleStudies.valued(1, 2);
        study.suggest(study.ask(Map.of()), "x", 0.5, UNIT)
                .suggest(2, "y", 0.5, UNIT)
                .fail(2);
        study.suggest(study.ask(Map.of()), "x", 0.5, UNIT).complete(3, 0);
        study.suggest(study.ask(Map.of()), "x", 0.5, UNIT)
                .suggest(4, "y", 0.5, UNIT)
                .complete(4, 3);

        PairData pair = PairData.of(study.view(), 0, "x", "y");

        assertThat(pair.points()).extracting(Point::trial).containsExactly(0, 1, 4, 2);
        assertThat(pair.valued()).extracting(Point::value).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void aSurfaceIsNearTheValuesAtTheTrialsAndEmptyFarFromThem() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.suggest(study.ask(Map.of()), "x", 0.0, UNIT)
                .suggest(0, "y", 0.0, UNIT)
                .complete(0, 10);
        study.suggest(study.ask(Map.of()), "x", 1.0, UNIT)
                .suggest(1, "y", 1.0, UNIT)
                .complete(1, 20);

        Surface surface = Surface.of(PairData.of(study.view(), 0, "x", "y"));

        assertThat(surface.at(0, 0)).isCloseTo(10, within(0.01));
        assertThat(surface.at(surface.columns() - 1, surface.rows() - 1)).isCloseTo(20, within(0.01));
        assertThat(surface.at(0, surface.rows() - 1)).isNaN();
    }

    @Test
    void theDistributionFunctionIsMadeOfFiniteValues() {
        EdfData edf = EdfData.of(
                SampleStudies.valued(3, Double.NEGATIVE_INFINITY, 1, 2, 4).view(), 0);

        assertThat(edf.values()).containsExactly(1, 2, 3, 4);
        assertThat(edf.quantile(0)).isEqualTo(1);
        assertThat(edf.quantile(0.5)).isEqualTo(2);
        assertThat(edf.quantile(1)).isEqualTo(4);
    }

    @Test
    void aRunningTrialLastsUntilTheLastInstantThatIsKnown() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.ask(Map.of());
        study.complete(study.ask(Map.of()), 1);
        study.enqueue(Map.of());

        TimelineData timeline = TimelineData.of(study.view());

        assertThat(timeline.bars()).extracting(TimelineData.Bar::trial).containsExactly(0, 1);
        assertThat(timeline.bars().get(0).end())
                .isEqualTo(timeline.bars().get(1).end());
        assertThat(timeline.to()).isEqualTo(timeline.bars().get(1).end());
    }

    @Test
    void anEmptyStudyHasEmptyData() {
        StudyView study = SampleStudies.empty();

        assertThat(HistoryData.of(study, 0).points()).isEmpty();
        assertThat(IntermediateData.of(study).curves()).isEmpty();
        assertThat(SliceData.of(study, 0).slices()).isEmpty();
        assertThat(ParallelData.of(study, 0).lines()).isEmpty();
        assertThat(EdfData.of(study, 0).values()).isEmpty();
        assertThat(TimelineData.of(study).bars()).isEmpty();
        assertThat(PairData.parameters(study)).isEmpty();
    }
}
