package io.trialog.internal.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyFoldTest {

    private final StudyFold fold = new StudyFold();
    private long seq;

    StudyFoldTest() {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("x", new FloatDistribution(0, 1)), new Parameter("n", new IntDistribution(1, 9))));
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(1)
                .withSpace(space);
        apply(-1, 0, new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "17", "os", "arch")));
    }

    @Test
    void anAskedTrialRunsWithTheDeclaredDistributionsOfItsValues() {
        ask(0, Map.of("x", 0.25));

        TrialRecord trial = fold.view().trial(0);
        assertThat(trial.state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial.params()).isEqualTo(Map.of("x", 0.25));
        assertThat(trial.distribution("x")).isEqualTo(new FloatDistribution(0, 1));
        assertThat(trial.attempt()).isEqualTo(1);
    }

    @Test
    void aViewNeverChangesWhateverIsToldLater() {
        ask(0, Map.of("x", 0.25));
        StudyView before = fold.view();
        for (int number = 1; number < 40; number++) {
            ask(number, Map.of("x", 0.5));
        }
        for (int number = 39; number >= 0; number--) {
            tell(number, number);
        }

        assertThat(before.finishedCount()).isZero();
        assertThat(before.trial(0).state()).isEqualTo(TrialState.RUNNING);
        assertThat(before.trialCount()).isEqualTo(1);
        assertThat(fold.view().finished(0).number()).isEqualTo(39);
        assertThat(fold.view().trial(0).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(fold.view().lineage()).isSameAs(before.lineage());
    }

    @Test
    void theFirstValueOfAStepWinsAndStepsMayArriveOutOfOrder() {
        ask(0, Map.of());
        report(0, 1, 3, 0.3);
        report(0, 1, 1, 0.1);
        report(0, 1, 3, 0.9);

        TrialRecord trial = fold.trial(0);
        assertThat(trial.reports().size()).isEqualTo(2);
        assertThat(trial.reports().lastStep()).isEqualTo(3);
        assertThat(trial.reports().lastValue()).isEqualTo(0.3);
        assertThat(trial.reports().valueAt(1)).isEqualTo(0.1);
    }

    @Test
    void printedValuesAreToldFromReportedOnes() {
        ask(0, Map.of());
        report(0, 1, 1, 0.1);
        report(0, 1, 2, 0.2);
        apply(0, 1, new StudyEvent.ValueReported(0, 5, 3, Map.of("loss", 0.3), true));
        Reports before = fold.trial(0).reports();
        report(0, 1, 3, 0.33);
        apply(0, 1, new StudyEvent.ValueReported(0, 6, 1, Map.of("loss", 0.9), true));
        report(0, 1, 4, 0.4);

        Reports all = fold.trial(0).reports();
        assertThat(values(all)).containsExactly(0.1, 0.2, 0.3, 0.4);
        assertThat(values(all.withoutPrinted())).containsExactly(0.1, 0.2, 0.33, 0.4);
        assertThat(values(before)).containsExactly(0.1, 0.2, 0.3);
        assertThat(values(before.withoutPrinted())).containsExactly(0.1, 0.2);
        StudyView seen = ReportedView.of(fold.view());
        assertThat(values(seen.trial(0).reports())).containsExactly(0.1, 0.2, 0.33, 0.4);
        assertThat(seen.running())
                .singleElement()
                .satisfies(trial -> assertThat(trial.reports()).isSameAs(all.withoutPrinted()));
    }

    private static List<Double> values(Reports reports) {
        return IntStream.range(0, reports.size()).mapToObj(reports::value).toList();
    }

    @Test
    void aNewAttemptForgetsTheReportsOfTheLostOneAndIgnoresItsLateOnes() {
        ask(0, Map.of());
        report(0, 1, 0, 0.5);
        apply(0, 2, new StudyEvent.JobSubmitIntended("token-2", "local"));
        report(0, 1, 1, 0.4);

        assertThat(fold.trial(0).reports().isEmpty()).isTrue();
        assertThat(fold.trial(0).attempt()).isEqualTo(2);
    }

    @Test
    void theDecisionToCancelIsRememberedUntilTheTrialEndsAndALaterOneIsNot() {
        ask(0, Map.of());
        apply(0, 1, new StudyEvent.CancelDecided("cancelled by the user"));
        apply(0, 2, new StudyEvent.JobSubmitIntended("next", "slurm"));

        assertThat(fold.trial(0).state()).isEqualTo(TrialState.RUNNING);
        assertThat(fold.trial(0).cancel()).isEqualTo("cancelled by the user");

        tell(0, 0.5);
        apply(0, 2, new StudyEvent.CancelDecided("once more"));
        assertThat(fold.trial(0).cancel()).isEqualTo("cancelled by the user");
    }

    @Test
    void reportsAfterTheDecisionToPruneAreNotAccepted() {
        ask(0, Map.of());
        report(0, 1, 0, 0.5);
        apply(0, 1, StudyEvent.PruneDecided.of(new PruneRecord(0, "median of 5", 0.4, 0.5, 5, -1)));
        report(0, 1, 1, 0.1);

        assertThat(fold.trial(0).reports().size()).isEqualTo(1);
        assertThat(fold.trial(0).prune().threshold()).isEqualTo(0.4);
    }

    @Test
    void anEnqueuedTrialWaitsWithItsNumberUntilItIsAsked() {
        apply(0, 0, new StudyEvent.TrialEnqueued(Map.of("x", 0.75), Map.of("by", "hand")));
        assertThat(fold.view().waiting()).extracting(TrialRecord::number).containsExactly(0);

        ask(0, Map.of("x", 0.75));

        assertThat(fold.view().waiting()).isEmpty();
        assertThat(fold.trial(0).fixed()).isEqualTo(Map.of("x", 0.75));
        assertThat(fold.trial(0).userAttributes()).isEqualTo(Map.of("by", "hand"));
    }

    @Test
    void aPlannedValueThatWasNeverAskedForIsNoParameter() {
        ask(0, Map.of("x", 0.25));
        apply(0, 1, new StudyEvent.ParameterSuggested("y", 7L, new IntDistribution(0, 9)));
        apply(0, 1, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(1.0), Map.of(), List.of("x"), ""));

        assertThat(fold.trial(0).params()).isEqualTo(Map.of("y", 7L));
    }

    @Test
    void aVoidedTrialIsNeitherCountedNorBest() {
        ask(0, Map.of());
        ask(1, Map.of());
        tell(0, 1.0);
        tell(1, 2.0);
        apply(0, 0, new StudyEvent.TrialVoided("wrong data"));

        assertThat(fold.view().best().number()).isEqualTo(1);
        assertThat(fold.view().count(TrialState.COMPLETE)).isEqualTo(1);
    }

    @Test
    void unknownEventsMoveThePositionAndNothingElse() {
        apply(-1, 0, new StudyEvent.Unknown());

        assertThat(fold.view().position()).isEqualTo(1);
        assertThat(fold.view().trialCount()).isZero();
    }

    @Test
    void aGapIsRefused() {
        seq = 5;
        assertThatThrownBy(() -> apply(-1, 0, new StudyEvent.Unknown()))
                .hasMessage("The next event must have seq 1, but has 5.");
    }

    private void ask(int number, Map<String, Object> params) {
        apply(number, 1, new StudyEvent.TrialAsked(seq - 1, params, "test", "manual"));
    }

    private void report(int number, int attempt, long step, double value) {
        apply(number, attempt, new StudyEvent.ValueReported(0, -1, step, Map.of("loss", value)));
    }

    private void tell(int number, double value) {
        apply(number, 1, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(value), Map.of(), List.of(), ""));
    }

    private void apply(int trial, int attempt, StudyEvent event) {
        Instant at = Instant.ofEpochSecond(1_700_000_000L + seq);
        fold.apply(
                new Envelope(seq, "id" + seq, at, 1, -1, event.getClass().getSimpleName(), 1, trial, attempt, "", ""),
                event);
        seq++;
    }
}
