package io.trialog.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.testing.ScriptedStudy;
import io.trialog.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeFailuresTest {

    private final ScriptedStudy study = new ScriptedStudy();

    @Test
    void nodesAreChargedWithTheAttemptsThatTheyTookAway() {
        lost(10, 0, "n2", "INFRASTRUCTURE_FAILURE: NODE_FAIL");
        lost(200, 1, "n1", "LOST: it is gone from the queue and left no exit.json");
        lost(300, 2, "n2", "it can go on after INFRASTRUCTURE_FAILURE: NODE_FAIL (NodeDown)");

        Map<String, List<NodeFailures.Failure>> failures = new NodeFailures(ClusterJobs::hasId).of(study.view());

        assertThat(failures.keySet()).containsExactly("n1", "n2");
        assertThat(failures.get("n2"))
                .extracting(NodeFailures.Failure::toString)
                .containsExactly("trial 0: NODE_FAIL", "trial 2: NODE_FAIL (NodeDown)");
        assertThat(failures.get("n1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANCELLED: CANCELLED, not by Trialog",
                "INFRASTRUCTURE_FAILURE: PREEMPTED",
                "INFRASTRUCTURE_FAILURE: PREEMPTED, not by Trialog",
                "INFRASTRUCTURE_FAILURE: REVOKED",
                "TIMED_OUT: TIMEOUT",
                "OUT_OF_MEMORY: OUT_OF_MEMORY",
                "it can go on after TIMED_OUT: TIMEOUT",
                "its job was never seen",
                "it is gone from the queue and left no exit.json", // seen to be lost, not given up yet
                "interrupted by the user"
            })
    void whatHasAnotherCauseIsNotTheNodesFailure(String reason) {
        lost(10, 0, "n2", reason);

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view())).isEmpty();
    }

    @Test
    void nothingIsKnownAboutProgramsThatFailedAndJobsOfOtherExecutorsAndOfSeveralNodes() {
        submit(0, 0, "slurm", Map.of());
        study.at(1, 0, 1, state("RUNNING", "", "n1"));
        study.at(2, 0, 1, state("EXITED", "", "n1"));
        study.at(3, 0, 1, new StudyEvent.TrialTold(TrialState.FAIL, List.of(), Map.of(), List.of(), "exit code 1"));
        lost(10, 1, "slurm-steps", Map.of(), "n1");
        lost(20, 2, "local", Map.of(), "n1");
        lost(30, 3, "slurm", Map.of("nodes", 2L), "n1");
        lost(40, 4, "slurm", Map.of("ntasks", 8L), "n1");
        lost(50, 5, "slurm-array", Map.of("ntasks", 8L, "nodes", 1L), "n3");

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view()).keySet())
                .containsExactly("n3");
    }

    @Test
    void aNodeThatTakesSeveralJobsAwayAtOnceHasFailedOnce() {
        for (int trial = 0; trial < 3; trial++) {
            submit(0, trial, "slurm", Map.of());
            study.at(5, trial, 1, state("RUNNING", "", "n1"));
        }
        for (int trial = 0; trial < 3; trial++) {
            study.at(60 + trial, trial, 1, state("LOST", "INFRASTRUCTURE_FAILURE: NODE_FAIL", ""));
        }
        NodeFailures failures = new NodeFailures(ClusterJobs::hasId);
        assertThat(failures.of(study.view()).get("n1")).hasSize(1);

        lost(70, 3, "n1", "INFRASTRUCTURE_FAILURE: NODE_FAIL");
        assertThat(failures.of(study.view()).get("n1")).hasSize(2);
    }

    @Test
    void jobsThatWereNeverStartedCountEach() {
        for (int trial = 0; trial < 2; trial++) {
            submit(0, trial, "slurm", Map.of());
            study.at(10 + trial, trial, 1, state("INFRASTRUCTURE_FAILURE", "FAILED (JobLaunchFailure)", "n1"));
            study.at(10 + trial, trial, 1, state("LOST", "INFRASTRUCTURE_FAILURE: FAILED (JobLaunchFailure)", ""));
        }

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view()).get("n1"))
                .hasSize(2);
    }

    @Test
    void aNodeIsChargedWithARunThatTheSchedulerStartedAgainElsewhereWithinTheSameAttempt() {
        submit(0, 0, "slurm", Map.of());
        study.at(1, 0, 1, state("RUNNING", "", "n1"));
        study.at(20, 0, 1, requeued("QUEUED", 0, "", "n1", "NODE_FAIL at 20"));
        study.at(21, 0, 1, requeued("QUEUED", 0, "", "n1", "NODE_FAIL at 20"));
        study.at(30, 0, 1, requeued("RUNNING", 1, "n2", "", ""));
        Map<String, List<NodeFailures.Failure>> before = new NodeFailures(ClusterJobs::hasId).of(study.view());
        study.at(40, 0, 1, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(0.5), Map.of(), List.of(), ""));

        assertThat(before.keySet()).containsExactly("n1");
        assertThat(before.get("n1"))
                .extracting(NodeFailures.Failure::toString)
                .containsExactly("trial 0: NODE_FAIL at 20");
        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view())).isEqualTo(before);
    }

    @Test
    void aJobThatIsOnlyStartedAgainSaysNothingAboutItsNode() {
        submit(0, 0, "slurm", Map.of());
        study.at(1, 0, 1, state("RUNNING", "", "n1"));
        study.at(20, 0, 1, state("QUEUED", "PENDING (BeginTime)", ""));
        study.at(30, 0, 1, requeued("RUNNING", 1, "n2", "", ""));

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view())).isEmpty();
    }

    @Test
    void theSameJobMayBeTakenAwayTwiceByANodeAlsoWhereTheFirstTimeIsToldLate() {
        submit(0, 0, "slurm", Map.of());
        study.at(1, 0, 1, state("RUNNING", "", "n1"));
        study.at(20, 0, 1, state("QUEUED", "PENDING (BeginTime)", ""));
        study.at(30, 0, 1, requeued("RUNNING", 1, "n1", "", ""));
        study.at(35, 0, 1, requeued("RUNNING", 1, "n1", "n1", "NODE_FAIL at 20"));
        study.at(50, 0, 1, requeued("QUEUED", 1, "", "n1", "DOWN (Not responding)"));

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view()).get("n1"))
                .hasSize(2);
    }

    @Test
    void jobsThatAreStartedAgainAndLostWithTheSameFailureCountOnce() {
        for (int trial = 0; trial < 3; trial++) {
            submit(0, trial, "slurm", trial == 2 ? Map.of("nodes", 2L) : Map.of());
            study.at(5, trial, 1, state("RUNNING", "", "n1"));
        }
        study.at(20, 0, 1, state("LOST", "INFRASTRUCTURE_FAILURE: NODE_FAIL", ""));
        study.at(21, 1, 1, requeued("QUEUED", 0, "", "n1", "NODE_FAIL at 20"));
        study.at(30, 1, 1, requeued("RUNNING", 1, "n1", "n1", "DOWN (Not responding)"));
        study.at(31, 2, 1, requeued("QUEUED", 0, "", "n2", "NODE_FAIL at 20"));

        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view()).get("n1"))
                .hasSize(1);
        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view())).doesNotContainKey("n2");
    }

    @Test
    void whatWasCountedBeforeATrialEndedIsCountedAfterItAndOnce() {
        lost(10, 0, "n1", "INFRASTRUCTURE_FAILURE: NODE_FAIL");
        NodeFailures failures = new NodeFailures(ClusterJobs::hasId);
        Map<String, List<NodeFailures.Failure>> before = failures.of(study.view());
        study.at(11, 0, 2, new StudyEvent.JobSubmitIntended("next", "slurm", Map.of()));
        study.at(12, 0, 2, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(0.5), Map.of(), List.of(), ""));

        assertThat(failures.of(study.view())).isEqualTo(before).hasSize(1);
        assertThat(new NodeFailures(ClusterJobs::hasId).of(study.view())).isEqualTo(before);
    }

    @Test
    void twoFailuresAreEnoughUnlessTheStudySaysOtherwise() {
        assertThat(NodeFailures.limit(ScriptedStudy.settings(Map.of()))).isEqualTo(2);
        assertThat(NodeFailures.limit(ScriptedStudy.settings(Map.of("exclude_after", 0L))))
                .isZero();
    }

    private void lost(long seconds, int trial, String node, String reason) {
        submit(seconds, trial, "slurm", Map.of());
        study.at(seconds + 1, trial, 1, state("RUNNING", "", node));
        study.at(seconds + 2, trial, 1, state("LOST", reason, ""));
    }

    private void lost(long seconds, int trial, String executor, Map<String, @Nullable Object> resources, String node) {
        submit(seconds, trial, executor, resources);
        study.at(seconds + 1, trial, 1, state("RUNNING", "", node));
        study.at(seconds + 2, trial, 1, state("LOST", "INFRASTRUCTURE_FAILURE: NODE_FAIL", ""));
    }

    private static StudyEvent requeued(String state, int restart, String node, String failed, String reason) {
        Map<String, @Nullable Object> details = new HashMap<>();
        if (!node.isEmpty()) {
            details.put("node", node);
        }
        if (!failed.isEmpty()) {
            details.put("failedNode", Map.of("node", failed, "reason", reason));
        }
        return new StudyEvent.JobStateChanged(state, "", null, null, restart, details);
    }

    private static StudyEvent state(String state, String reason, String node) {
        Map<String, @Nullable Object> details = new HashMap<>();
        if (!node.isEmpty()) {
            details.put("node", node);
        }
        return new StudyEvent.JobStateChanged(state, reason, null, null, 0, details);
    }

    private void submit(long seconds, int trial, String executor, Map<String, @Nullable Object> resources) {
        study.at(seconds, trial, 1, new StudyEvent.TrialAsked(study.view().position(), Map.of(), "", "command"));
        study.at(seconds, trial, 1, new StudyEvent.JobSubmitIntended("token" + trial, executor, resources));
        study.at(seconds, trial, 1, new StudyEvent.JobSubmitted("token" + trial, "1" + trial));
    }
}
