package io.trialog.internal.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the events of format 2 do to trials. */
class LaterEventsTest {

    private final Histories study =
            Histories.minimize(new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 1)))));

    private void finished(double... values) {
        for (double value : values) {
            int number = study.ask(Map.of("x", value));
            study.report(number, 1, value).complete(number, value);
        }
    }

    @Test
    void aRetriedTrialRunsWithItsParametersAndWithoutItsResults() {
        finished(0.5, 0.25);
        study.append(0, new StudyEvent.TrialRetried("the disk was full"));

        TrialRecord again = study.view().trial(0);
        assertThat(again.state()).isEqualTo(TrialState.RUNNING);
        assertThat(again.params()).isEqualTo(Map.of("x", 0.5));
        assertThat(again.reports().isEmpty()).isTrue();
        assertThat(again.values()).isEmpty();
        assertThat(again.metrics()).isEmpty();
        assertThat(study.view().finishedCount()).isEqualTo(1);
        assertThat(study.view().succeededCount()).isEqualTo(1);
    }

    @Test
    void theSecondEndOfARetriedTrialIsAppended() {
        finished(0.5, 0.25);
        study.append(0, new StudyEvent.TrialRetried("again")).complete(0, 0.125);

        StudyView view = study.view();
        assertThat(view.finished(0).number()).isEqualTo(1);
        assertThat(view.finished(1).number()).isZero();
        assertThat(view.trial(0).value()).isEqualTo(0.125);
        assertThat(view.trial(1).value()).isEqualTo(0.25);
        assertThat(view.best().number()).isZero();
    }

    @Test
    void aViewThatWasTakenBeforeARetryKeepsTheOldEnd() {
        finished(0.5, 0.25, 0.75);
        StudyView before = study.view();
        study.append(1, new StudyEvent.TrialRetried("again"));
        finished(0.9);
        study.complete(1, 0.1);

        assertThat(before.trial(1).value()).isEqualTo(0.25);
        assertThat(before.finished(1).number()).isEqualTo(1);
        assertThat(before.finishedCount()).isEqualTo(3);
        assertThat(study.view().lineage()).isNotSameAs(before.lineage());
    }

    @Test
    void aTrialThatRunsOrIsVoidCannotBeRetried() {
        finished(0.5);
        study.makeVoid(0).append(0, new StudyEvent.TrialRetried("again"));
        int running = study.ask(Map.of("x", 0.1));
        study.report(running, 1, 0.7).append(running, new StudyEvent.TrialRetried("again"));

        assertThat(study.view().trial(0).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(study.view().trial(running).reports().size()).isEqualTo(1);
    }

    @Test
    void anAddedTrialIsCompleteWithItsSource() {
        finished(0.5);
        study.append(
                1,
                new StudyEvent.TrialAdded(
                        "runs.csv, line 7",
                        Map.of("x", 0.25),
                        Map.of("x", new FloatDistribution(0, 1)),
                        List.of(0.125),
                        Map.of("auc", 0.75),
                        Map.of("memory", -0.5),
                        Map.of("by", "me")));

        TrialRecord added = study.view().trial(1);
        assertThat(added.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(added.source()).isEqualTo("runs.csv, line 7");
        assertThat(added.params()).isEqualTo(Map.of("x", 0.25));
        assertThat(added.metrics()).isEqualTo(Map.of("value", 0.125, "auc", 0.75));
        assertThat(added.constraints()).isEqualTo(Map.of("memory", -0.5));
        assertThat(study.view().best().number()).isEqualTo(1);
        assertThat(study.view().finishedCount()).isEqualTo(2);
    }

    private void bound(String condition) {
        Settings settings = study.view().settings();
        study.append(
                -1,
                new StudyEvent.StudySettingsChanged(
                        settings.withConstraints(List.of(MetricConstraint.parse("bound", condition))), List.of()));
    }

    @Test
    void aChangedBoundJudgesAllTrialsAgainInANewLineageAndLeavesOlderViewsAsTheyWere() {
        finished(0.5, 0.25);
        int failed = study.ask(Map.of("x", 0.125));
        study.fail(failed, "no memory");
        bound("value <= 0.3");
        StudyView before = study.view();
        assertThat(before.trial(0).constraints()).isEqualTo(Map.of("bound", 0.2));
        assertThat(before.best().number()).isEqualTo(1);
        bound("value > 0.25");

        assertThat(study.view().lineage()).isNotSameAs(before.lineage());
        assertThat(study.view().trial(1).constraints()).isEqualTo(Map.of("bound", Double.MIN_VALUE));
        assertThat(study.view().best().number()).isZero();
        assertThat(study.view().trial(failed).constraints()).isEmpty();
        assertThat(before.trial(0).constraints()).isEqualTo(Map.of("bound", 0.2));
    }

    @Test
    void settingsThatLeaveTheBoundsAloneKeepTheLineage() {
        finished(0.5);
        bound("value <= 0.3");
        StudyView before = study.view();
        study.append(
                -1,
                new StudyEvent.StudySettingsChanged(before.settings().withPruner(Map.of("type", "nop")), List.of()));

        assertThat(study.view().lineage()).isSameAs(before.lineage());
    }

    @Test
    void aDecisionToStopStaysUntilItIsLiftedOrARuleIsEdited() {
        finished(0.5);
        StudyEvent.StopDecided decided = new StudyEvent.StopDecided("target", 0.5, 0.6, 3, "trial 0 has value=0.5");
        study.append(-1, decided);
        finished(0.4);
        assertThat(study.view().stop().decision().reason()).isEqualTo("trial 0 has value=0.5");

        study.append(-1, new StudyEvent.StopLifted("target", 5));
        assertThat(study.view().stop().decision()).isNull();
        assertThat(study.view().stop().isLifted("target", 4)).isTrue();
        assertThat(study.view().stop().isLifted("target", 5)).isFalse();
        assertThat(study.view().stop().isLifted("stagnation", 4)).isFalse();

        study.append(-1, decided);
        Settings edited = study.view().settings().withStopWhen(StopRule.of(Map.of("target", 0.1)));
        study.append(-1, new StudyEvent.StudySettingsChanged(edited, List.of()));
        assertThat(study.view().stop()).isEqualTo(StopState.NONE);
    }
}
