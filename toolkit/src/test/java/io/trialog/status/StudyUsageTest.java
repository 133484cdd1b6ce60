package io.trialog.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.event.StudyEvent;
import io.trialog.status.StudyUsage.Purpose;
import io.trialog.testing.ScriptedStudy;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudyUsageTest {

    private final ScriptedStudy study = new ScriptedStudy();

    @Test
    void aJobWaitsFromItsSubmissionToItsStartAndRunsForTheTimeThatItsWrapperMeasured() {
        submit(0, 0, 1, Map.of("gpus", "a100:2"));
        study.at(40, 0, 1, running("2026-01-01T00:00:30Z"));
        study.at(99, 0, 1, ended("EXITED", 60));
        tell(100, 0, 1, TrialState.COMPLETE);

        StudyUsage.Spent spent = StudyUsage.of(study.view().trial(0), Instant.EPOCH);

        assertThat(spent.queueSeconds()).isEqualTo(30);
        assertThat(spent.runSeconds()).isEqualTo(60);
        assertThat(spent.gpuHours()).isEqualTo(2.0 / 60, within(1e-12));
    }

    @Test
    void everyJobCountsForWhatCameOfIt() {
        ran(0, 0, TrialState.COMPLETE, 100);
        ran(1000, 1, TrialState.PRUNED, 20);
        ran(2000, 2, TrialState.FAIL, 5);
        submit(3000, 3, 1, Map.of());
        study.at(3000, 3, 1, running("2026-01-01T00:50:00Z"));
        study.at(3010, 3, 1, ended("LOST", null));
        study.at(3011, 3, 2, new StudyEvent.JobSubmitIntended("token", "slurm", Map.of()));
        study.at(3011, 3, 2, new StudyEvent.JobSubmitted("token", "7"));
        study.at(3020, 3, 2, running("2026-01-01T00:50:20Z"));

        StudyUsage account = StudyUsage.of(study.view(), ScriptedStudy.START.plusSeconds(3050));

        assertThat(account.spent(Purpose.COMPLETE).runSeconds()).isEqualTo(100);
        assertThat(account.spent(Purpose.PRUNED).runSeconds()).isEqualTo(20);
        assertThat(account.spent(Purpose.FAILED).runSeconds()).isEqualTo(5);
        assertThat(account.spent(Purpose.LOST).runSeconds()).isEqualTo(10);
        assertThat(account.spent(Purpose.RUNNING).runSeconds()).isEqualTo(30);
        assertThat(account.total().jobs()).isEqualTo(5);
    }

    @Test
    void aRestartAddsToTheRunTimeOfItsAttempt() {
        submit(0, 0, 1, Map.of());
        study.at(10, 0, 1, running("2026-01-01T00:00:10Z"));
        study.at(30, 0, 1, new StudyEvent.JobStateChanged("QUEUED", "PENDING (BeginTime)", null, null, 0));
        study.at(
                50,
                0,
                1,
                new StudyEvent.JobStateChanged("RUNNING", "", null, null, 1, details("2026-01-01T00:00:50Z")));
        study.at(90, 0, 1, ended("EXITED", 40));

        assertThat(StudyUsage.of(study.view().trial(0), Instant.EPOCH).runSeconds())
                .isEqualTo(60);
    }

    @Test
    void pruningSavedWhatCompleteTrialsTookOnAverageLessWhatThePrunedOnesTook() {
        for (int i = 0; i < 3; i++) {
            ran(i * 1000, i, TrialState.COMPLETE, 90 + 10 * i);
        }
        ran(3000, 3, TrialState.PRUNED, 30);
        ran(4000, 4, TrialState.PRUNED, 500);

        assertThat(StudyUsage.of(study.view(), Instant.EPOCH).saved().runSeconds())
                .isEqualTo(70);
    }

    @Test
    void nothingIsGuessedFromFewTrials() {
        ran(0, 0, TrialState.COMPLETE, 100);
        ran(1000, 1, TrialState.PRUNED, 10);

        StudyUsage account = StudyUsage.of(study.view(), Instant.EPOCH);

        assertThat(account.saved()).isEqualTo(StudyUsage.Spent.NOTHING);
        assertThat(account.advisedLimitSeconds()).isZero();
    }

    @Test
    void theAdvisedLimitLeavesHalfAsMuchAgainAndIsAMultipleOfFiveMinutes() {
        for (int i = 0; i < 5; i++) {
            ran(i * 10_000, i, TrialState.COMPLETE, 100 + 200 * i);
        }

        assertThat(StudyUsage.of(study.view(), Instant.EPOCH).advisedLimitSeconds())
                .isEqualTo(1500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gpus;2;2",
                "gpus;a100:4;4",
                "gpus;a100;1",
                "gpus;a100:1,v100:2;3",
                "gres;gpu:2;2",
                "gres;gpu;1",
                "gres;license:5,gpu:a100:3;3",
                "gres;license:5;0",
                "gpus_per_node;2;4",
                "gpus_per_task;1;6"
            })
    void gpusAreCountedInEveryFormThatSlurmKnows(String key, String value, int expected) {
        Map<String, @Nullable Object> resources = new HashMap<>(Map.of(key, value));
        if (key.equals("gpus_per_node")) {
            resources.put("nodes", 2L);
        }
        resources.put("ntasks", 6L);

        assertThat(Gpus.of(resources)).isEqualTo(expected);
    }

    private void ran(int second, int trial, TrialState state, double seconds) {
        submit(second, trial, 1, Map.of());
        study.at(
                second + 1,
                trial,
                1,
                running(ScriptedStudy.START.plusSeconds(second + 1).toString()));
        study.at(second + 2, trial, 1, ended("EXITED", seconds));
        tell(second + 3, trial, 1, state);
    }

    private void submit(int second, int trial, int attempt, Map<String, @Nullable Object> resources) {
        study.at(
                second,
                trial,
                attempt,
                new StudyEvent.TrialAsked(study.view().position(), Map.of(), "test", "command"));
        study.at(second, trial, attempt, new StudyEvent.JobSubmitIntended("token-" + trial, "slurm", resources));
        study.at(second, trial, attempt, new StudyEvent.JobSubmitted("token-" + trial, "4711"));
    }

    private static StudyEvent running(String since) {
        return new StudyEvent.JobStateChanged("RUNNING", "", null, null, 0, details(since));
    }

    private static Map<String, @Nullable Object> details(String since) {
        return new HashMap<>(Map.of("node", "n1", "since", since));
    }

    private static StudyEvent ended(String state, @Nullable Number seconds) {
        Map<String, @Nullable Object> details = new HashMap<>();
        if (seconds != null) {
            details.put("seconds", seconds.doubleValue());
        }
        return new StudyEvent.JobStateChanged(state, "", null, null, 0, details);
    }

    private void tell(int second, int trial, int attempt, TrialState state) {
        List<Double> values = state == TrialState.COMPLETE ? List.of(1.0) : List.of();
        study.at(second, trial, attempt, new StudyEvent.TrialTold(state, values, Map.of(), List.of(), ""));
    }
}
