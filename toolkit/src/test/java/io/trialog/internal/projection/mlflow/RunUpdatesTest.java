package io.trialog.internal.projection.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.testing.ListJournal;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What events become in MLflow. */
class RunUpdatesTest {

    private static final RunKey FIRST = new RunKey(0, 1);
    private static final RunKey SECOND = new RunKey(0, 2);

    private final ListJournal journal = new ListJournal();
    private final RunUpdates updates = new RunUpdates();

    @BeforeEach
    void study() {
        append(
                -1,
                0,
                new StudyEvent.StudyCreated(
                        "id",
                        Settings.of("apple", List.of(Direction.MINIMIZE), List.of("loss")),
                        new StudyEvent.Platform("test", "17", "any", "any")));
    }

    private void append(int trial, int attempt, StudyEvent event) {
        Recording recording = Recording.of(event);
        updates.apply(
                journal.append(trial < 0 ? recording : recording.trial(trial).attempt(attempt)));
    }

    private void asked() {
        append(0, 1, new StudyEvent.TrialAsked(0, Map.of(), "test", "command"));
        append(0, 1, new StudyEvent.JobSubmitIntended("token-1", "local"));
    }

    private void told(int attempt, TrialState state, double value) {
        append(0, attempt, new StudyEvent.TrialTold(state, List.of(value), Map.of("time", 4.0), List.of(), ""));
    }

    @Test
    void aNewAttemptIsANewRunAndTheLostOneFailed() {
        asked();
        append(0, 1, new StudyEvent.JobStateChanged("LOST", "node failure", null, null, 0));
        append(0, 2, new StudyEvent.JobSubmitIntended("token-2", "local"));
        told(2, TrialState.COMPLETE, 3);
        Map<RunKey, RunUpdate> runs = updates.take();

        assertThat(runs).containsOnlyKeys(RunKey.STUDY, FIRST, SECOND);
        assertThat(runs.get(FIRST).status()).isEqualTo("FAILED");
        assertThat(runs.get(FIRST).tags()).containsEntry("trialog.state", "LOST");
        assertThat(runs.get(SECOND).status()).isEqualTo("FINISHED");
        assertThat(runs.get(SECOND).metrics()).extracting(RunUpdate.Metric::key).containsExactly("loss", "time");
    }

    @Test
    void aTrialThatHadEndedAndRunsAgainKeepsTheEndOfItsFirstRun() {
        asked();
        told(1, TrialState.COMPLETE, 3);
        append(0, 1, new StudyEvent.TrialRetried("better data"));
        append(0, 2, new StudyEvent.JobSubmitIntended("token-2", "local"));

        Map<RunKey, RunUpdate> runs = updates.take();
        assertThat(runs.get(FIRST).status()).isEqualTo("FINISHED");
        assertThat(runs).containsKey(SECOND);
    }

    @Test
    void aVoidTrialIsATag() {
        asked();
        told(1, TrialState.COMPLETE, 3);
        append(0, 1, new StudyEvent.TrialVoided("wrong data"));

        assertThat(updates.take().get(FIRST).tags()).containsEntry("trialog.void", "wrong data");
    }

    @Test
    void valuesHaveTheTimesOfTheirEvents() {
        asked();
        append(0, 1, new StudyEvent.ValueReported(0, -1, 5, Map.of("loss", 2.0)));
        long at = journal.events()
                .get(journal.events().size() - 1)
                .envelope()
                .at()
                .toEpochMilli();
        told(1, TrialState.COMPLETE, 2);

        assertThat(updates.take().get(FIRST).metrics())
                .as("the last report is the result already")
                .contains(new RunUpdate.Metric("loss", 2.0, at, 5))
                .filteredOn(metric -> metric.key().equals("loss"))
                .hasSize(1);
    }

    @Test
    void aStudyThatHasNotRunIsNoRunOfATrial() {
        append(0, 0, new StudyEvent.TrialEnqueued(Map.of("x", 1.0), Map.of()));

        assertThat(updates.take()).containsOnlyKeys(RunKey.STUDY);
        assertThat(updates.start(FIRST, Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }
}
