package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.Main;
import io.trialog.testing.ClusterStudy;
import io.trialog.testing.FakeSlurm;
import io.trialog.testing.JavaProcess;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole studies on a scheduler that shows what a real one shows rarely, or where nobody wants it. */
@Tag("processes")
class SlurmOddityTest {

    private static final String TIMED_OUT =
            "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation";
    private static final String AWAY =
            "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)";

    @TempDir
    Path folder;

    private FakeSlurm slurm;
    private ClusterStudy study;

    @BeforeEach
    void start() {
        slurm = FakeSlurm.in(folder.resolve("fake"));
    }

    @AfterEach
    void stop() {
        if (study != null) {
            study.close();
        }
        slurm.close();
    }

    private ClusterStudy study(String executor, String program) {
        study = new ClusterStudy(
                folder.resolve("studies"), Map.of("PATH", slurm.environment().get("PATH")), executor, program);
        return study;
    }

    @Test
    void jobsThatWereAcceptedAlthoughSbatchFailedHungOrWasKilledAreFoundAndNotSubmittedAgain() throws Exception {
        slurm.next("sbatch").failing(1, TIMED_OUT).then();
        slurm.next("sbatch").hanging(Duration.ofSeconds(30)).then();
        slurm.next("sbatch")
                .failing(137, "sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying")
                .then();
        slurm.next("sbatch")
                .failing(1, "sbatch: error: Slurm job queue full, sleeping and retrying\n" + TIMED_OUT)
                .then();
        slurm.next("sbatch")
                .surrounded("Welcome to the cluster!\n", "\nyou have 12 h left\n")
                .then();
        slurm.next("sbatch").printing(0, "thank you\n", "").then();
        study("type: slurm, parallel: 1", "echo \"loss: $x\"").edit("scheduler_timeout: 20s", "scheduler_timeout: 2s");

        study.run(6);

        List<TrialRecord> trials = study.check(6);
        assertThat(trials).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
        assertThat(trials).as(study.output()).allMatch(trial -> trial.attempts().size() == 1);
        assertThat(slurm.calls("sbatch")).hasSize(6);
        assertThat(study.output()).contains("The job of trial 0 was found: 1.");
    }

    @Test
    void aJobThatWasNotAcceptedAndNeverTurnsUpIsALostAttemptAndTheNextOneRuns() throws Exception {
        slurm.next("sbatch").ignored().failing(1, TIMED_OUT).then();
        study("type: slurm, parallel: 1", "echo \"loss: $x\"").run(2);

        List<TrialRecord> trials = study.check(2);
        assertThat(trials.get(0).attempts())
                .extracting(Attempt::state)
                .containsExactly(AttemptState.LOST, AttemptState.EXITED);
        assertThat(trials.get(0).attempts().get(0).reason()).isEqualTo("its job was never seen");
        assertThat(slurm.calls("sbatch")).hasSize(3);
    }

    @Test
    void aLimitOnTheNumberOfJobsSlowsTheStudyDownAndFailsNoTrial() throws Exception {
        slurm.submitLimit(2);
        Process controller =
                study("type: slurm, parallel: 5", "await go; echo \"loss: $x\"").start(7);
        study.awaitOutput("QOSMaxSubmitJobPerUserLimit");
        study.mark("go");
        study.awaitEnd(controller);

        List<TrialRecord> trials = study.check(7);
        assertThat(trials).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
        assertThat(trials).as(study.output()).allMatch(trial -> trial.attempts().size() == 1);
        assertThat(slurm.finished()).hasSize(7);
        assertThat(slurm.calls("sbatch")).hasSizeLessThan(7 + 14);
    }

    @Test
    void anOutageOfTheSchedulerIsWaitedOut() throws Exception {
        slurm.next("sbatch").times(2).ignored().failing(1, AWAY).then();
        slurm.next("squeue")
                .times(3)
                .ignored()
                .failing(1, "slurm_load_jobs error: Unable to contact slurm controller (connect failure)")
                .then();
        study("type: slurm, parallel: 2", "echo \"loss: $x\"").run(3);

        List<TrialRecord> trials = study.check(3);
        assertThat(trials).as(study.output()).allMatch(trial -> trial.attempts().size() == 1);
        assertThat(slurm.calls("sbatch")).hasSize(5);
        assertThat(study.output()).contains("Trial 0 can't be submitted now", "Unable to contact slurm controller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm", "slurm-array"})
    void whatIsRefusedForGoodStopsTheStudyWithTheSchedulersWordsAndFailsNoTrial(String type) throws Exception {
        Process controller = study("partition: gpus, parallel: 2, type: " + type, "echo \"loss: $x\"")
                .start(3);
        assertThat(controller.waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(controller.exitValue()).isNotZero();
        assertThat(study.output()).contains("invalid partition specified: gpus", "No trial is lost by this");
        try (Study opened = study.open()) {
            assertThat(opened.trials()).noneMatch(trial -> trial.state() == TrialState.FAIL);
        }
        assertThat(slurm.calls("sbatch")).hasSizeLessThanOrEqualTo(2);

        study.edit("partition: gpus", "partition: debug");
        study.run(3);
        assertThat(study.check(3)).hasSize(3).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
    }

    @Test
    void afterRunningOutOfMemoryTheNextAttemptAsksForMore() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 1, mem: 100M, escalate: 1.5",
                        "[ $TRIALOG_ATTEMPT -gt 1 ] || await never; echo \"loss: $x\"")
                .start(1);
        study.await("started-0-1-0");
        slurm.end("1", "OUT_OF_MEMORY", "0:125");
        study.awaitEnd(controller);

        TrialRecord trial = study.check(1).get(0);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(trial.attempts()).hasSize(2);
        assertThat(trial.attempts().get(0).reason()).startsWith("OUT_OF_MEMORY");
        assertThat(study.attempt(0, 1).resolve("job.sh")).content().contains("#SBATCH --mem=100M\n");
        assertThat(study.attempt(0, 2).resolve("job.sh")).content().contains("#SBATCH --mem=150M\n");
    }

    @Test
    void aNodeThatFailsAgainGetsNoMoreJobsAlsoAfterTheStudyWasResumed() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 1, exclude: [n3]",
                        "[ $TRIALOG_ATTEMPT -gt 2 ] || [ $n -gt 0 ] || await never; echo \"loss: $x\"")
                .start(1);
        for (int attempt = 1; attempt <= 2; attempt++) {
            study.await("started-0-" + attempt + "-0");
            slurm.end(Integer.toString(attempt), "NODE_FAIL", "0:0");
        }
        study.awaitEnd(controller);
        study.run(2);

        List<TrialRecord> trials = study.check(2);
        assertThat(trials.get(0).attempts())
                .extracting(attempt -> attempt.usage().node())
                .containsExactly("n1", "n1", "n2");
        assertThat(study.attempt(0, 2).resolve("job.sh")).content().contains("#SBATCH --exclude=n3\n");
        assertThat(study.attempt(0, 3).resolve("job.sh")).content().contains("#SBATCH --exclude=n3,n1\n");
        assertThat(study.attempt(1, 1).resolve("job.sh")).content().contains("#SBATCH --exclude=n3,n1\n");
        assertThat(plain(study.output()))
                .containsOnlyOnce(
                        "Node n1 gets no more jobs after 2 failures (trial 0: NODE_FAIL, trial 0: NODE_FAIL)");
        assertThat(plain(status())).contains("excluded   n1 after 2 failures (trial 0: NODE_FAIL, trial 0: NODE_FAIL)");
    }

    /** Without what is said besides where a wrapper had the time to leave word of the signal. */
    private static String plain(String text) {
        return text.replace(", not by Trialog", "");
    }

    private String status() throws Exception {
        String root = folder.resolve("studies").toString();
        return JavaProcess.output(JavaProcess.here(Main.class, List.of("--studies", root, "status", "faults")));
    }

    @Test
    void theLastNodeIsNeverExcludedAndThatIsSaid() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 1, exclude: [n2, n3], exclude_after: 1",
                        "[ $TRIALOG_ATTEMPT -gt 1 ] || await never; echo \"loss: $x\"")
                .start(1);
        study.await("started-0-1-0");
        slurm.end("1", "NODE_FAIL", "0:0");
        study.awaitEnd(controller);

        assertThat(study.check(1).get(0).attempts()).hasSize(2);
        assertThat(study.output())
                .containsOnlyOnce("Node n1 gets further jobs in spite of 1 failure (trial 0: NODE_FAIL)");
        assertThat(status()).contains("failing    n1 after 1 failure (trial 0: NODE_FAIL); jobs still go there");
    }

    @Test
    void placesOfAnArrayAreKeptAwayFromANodeThatFails() throws Exception {
        Process controller = study(
                        "type: slurm-array, parallel: 1, exclude_after: 1",
                        "[ $TRIALOG_ATTEMPT -gt 1 ] || [ $n -gt 0 ] || await never; echo \"loss: $x\"")
                .start(3);
        study.await("started-0-1-0");
        slurm.end("1_0", "NODE_FAIL", "0:0");
        study.awaitEnd(controller);

        assertThat(study.check(3))
                .extracting(trial -> trial.attempts()
                        .get(trial.attempts().size() - 1)
                        .usage()
                        .node())
                .as(study.output())
                .containsOnly("n2");
        assertThat(slurm.calls("sbatch").get(0)).doesNotContain("--exclude=n1");
        assertThat(slurm.calls("sbatch").get(1)).contains("--exclude=n1");
    }

    @Test
    void aTrialThatRunsOutOfTimeKeepsItsPartialScoreWhereTheStudySaysPrune() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 1, on_timeout: prune, time: 1m",
                        "echo 'step=1 loss: 0.75'; sleep 0.2; : >reported; await never")
                .start(1);
        study.await("reported");
        TimeUnit.SECONDS.sleep(1);
        slurm.end("1", "TIMEOUT", "0:0");
        study.awaitEnd(controller);

        TrialRecord trial = study.check(1).get(0);
        assertThat(trial.state()).isEqualTo(TrialState.PRUNED);
        assertThat(trial.values()).containsExactly(0.75);
        assertThat(trial.attempts()).hasSize(1);
    }

    @Test
    void howJobsEndedThatTheQueueHasForgottenIsAskedOfSacct() throws Exception {
        slurm.withAccounting();
        slurm.minJobAge(Duration.ZERO);
        Process controller = study(
                        "type: slurm, parallel: 3, on_timeout: prune, escalate: 2, retries: 1, mem: 1G, time: 1m",
                        "[ $TRIALOG_ATTEMPT -gt 1 ] && { echo \"loss: $x\"; exit; }; echo 'step=1 loss: 0.5'; await never")
                .start(3);
        for (int trial = 0; trial < 3; trial++) {
            study.await("started-" + trial + "-1-0");
        }
        TimeUnit.SECONDS.sleep(1);
        slurm.end("1", "OUT_OF_MEMORY", "0:125");
        slurm.end("2", "NODE_FAIL", "0:0");
        slurm.end("3", "TIMEOUT", "0:0");
        study.awaitEnd(controller);

        List<TrialRecord> trials = study.check(3);
        assertThat(trials).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
        assertThat(trials)
                .extracting(trial -> trial.attempts().get(0).reason())
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("OUT_OF_MEMORY").contains("by sacct"),
                        reason -> assertThat(reason)
                                .startsWith("INFRASTRUCTURE_FAILURE")
                                .contains("NODE_FAIL"),
                        reason -> assertThat(reason).startsWith("TIMED_OUT").contains("by sacct"));
        assertThat(slurm.calls("sacct"))
                .as("one question per lost job and answer")
                .hasSizeLessThan(10);
    }

    @Test
    void aTrialThatWaitsWhileTheSchedulerIsAwayCanBeCancelledAndIsNeverSubmitted() throws Exception {
        slurm.next("sbatch")
                .matching("trial_1")
                .times(-1)
                .ignored()
                .failing(1, AWAY)
                .then();
        Process controller =
                study("type: slurm, parallel: 2", "await go; echo \"loss: $x\"").start(2);
        study.awaitOutput("Trial 1 can't be submitted now");
        ClusterStudy.tell(controller, "cancel 1");
        study.awaitOutput("told 1 FAIL");
        study.mark("go");
        study.awaitEnd(controller);

        List<TrialRecord> trials = study.check(2);
        assertThat(trials)
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.COMPLETE, TrialState.FAIL, TrialState.COMPLETE);
        assertThat(trials.get(1).error()).isEqualTo("cancelled by the user");
        assertThat(trials.get(1).attempts()).extracting(Attempt::state).containsExactly(AttemptState.CANCELLED);
        assertThat(slurm.finished()).hasSize(2);
    }

    @Test
    void aCancelledTrialThatMayHaveBeenSubmittedIsLookedUpAndItsJobIsEnded() throws Exception {
        slurm.block("Resources");
        slurm.next("sbatch").hanging(Duration.ofSeconds(30)).then();
        Process controller = study("type: slurm, parallel: 1, prune_grace: 0.2s", "echo \"loss: $x\"")
                .edit("scheduler_timeout: 20s, look_up: 3s", "scheduler_timeout: 4s, look_up: 60s")
                .start(1);
        study.await("a job", () -> slurm.state("1").equals("PENDING"));
        slurm.lose("1");
        study.awaitOutput("It is not clear whether trial 0 was submitted");
        ClusterStudy.tell(controller, "cancel 0");
        study.awaitOutput("asked to cancel 0");
        slurm.find("1");
        study.awaitOutput("told 0 FAIL");

        assertThat(slurm.state("1")).isEqualTo("CANCELLED");
        slurm.block("");
        study.awaitEnd(controller);
        assertThat(study.output()).contains("The job of trial 0 was found: 1.");
        assertThat(study.check(1).get(0).error()).isEqualTo("cancelled by the user");
        assertThat(study.starts()).as("only trial 1 ran").hasSize(1);
    }

    @Test
    void whatAControllerWasToCancelIsCancelledByTheNextOneIfItIsKilledBeforeTheJobIsFound() throws Exception {
        slurm.block("Resources");
        slurm.next("sbatch").hanging(Duration.ofSeconds(30)).then();
        study("type: slurm, parallel: 1, prune_grace: 0.2s", "echo \"loss: $x\"")
                .edit("scheduler_timeout: 20s, look_up: 3s", "scheduler_timeout: 4s, look_up: 60s");
        Process first = study.start(1);
        study.await("a job", () -> slurm.state("1").equals("PENDING"));
        slurm.lose("1");
        study.awaitOutput("It is not clear whether trial 0 was submitted");
        ClusterStudy.tell(first, "cancel 0");
        study.awaitOutput("asked to cancel 0");
        first.destroyForcibly().waitFor();
        slurm.find("1");
        Process next = study.start(1);
        study.awaitOutput("told 0 FAIL");

        assertThat(slurm.state("1")).isEqualTo("CANCELLED");
        slurm.block("");
        study.awaitEnd(next);
        List<TrialRecord> trials = study.check(1);
        assertThat(trials.get(0).error()).isEqualTo("cancelled by the user");
        assertThat(trials).extracting(trial -> trial.attempts().size()).containsExactly(1, 1);
        assertThat(study.starts()).as("only trial 1 ran").hasSize(1);
    }

    @Test
    void aTrialThatWaitsForAnotherPlaceCanBeCancelled() throws Exception {
        Process controller = study("type: slurm-array, parallel: 1", "[ $n -gt 0 ] || await never; echo \"loss: $x\"")
                .start(1);
        study.await("started-0-1-0");
        slurm.block("Resources");
        slurm.end("1_0", "NODE_FAIL", "0:0");
        study.awaitOutput("Trial 0 gets a new attempt");
        ClusterStudy.tell(controller, "cancel 0");
        study.awaitOutput("told 0 FAIL");
        slurm.block("");
        study.awaitEnd(controller);

        List<TrialRecord> trials = study.check(1);
        assertThat(trials.get(0).attempts())
                .extracting(Attempt::state)
                .containsExactly(AttemptState.LOST, AttemptState.CANCELLED);
        assertThat(trials.get(1).state()).isEqualTo(TrialState.COMPLETE);
    }

    @Test
    void noOddStateAndNoNewWordEndsATrial() throws Exception {
        Process controller =
                study("type: slurm, parallel: 1", "await go; echo \"loss: $x\"").start(1);
        study.await("started-0-1-0");
        for (String word : List.of(
                "POWER_UP_NODE", "FROBNICATING", "STAGE_OUT", "SIGNALING", "RESV_DEL_HOLD", "STOPPED", "COMPLETING")) {
            slurm.show("1", word, "None");
            int before = slurm.calls("squeue").size();
            study.await(
                    "three answers with " + word, () -> slurm.calls("squeue").size() >= before + 3);
        }
        slurm.showTruth("1");
        study.mark("go");
        study.awaitEnd(controller);

        TrialRecord trial = study.check(1).get(0);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(trial.attempts()).hasSize(1);
    }

    @Test
    void aPreemptedJobThatIsRequeuedGoesOnAsTheSameAttempt() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 1",
                        "echo \"step=$TRIALOG_RESTART loss: 0.$TRIALOG_RESTART\"\n"
                                + "[ $TRIALOG_RESTART -gt 0 ] || await never\nawait go; echo 'loss: 0.25'")
                .start(1);
        study.await("started-0-1-0");
        slurm.endAndRequeue("1", "PREEMPTED");
        study.await("started-0-1-1");
        study.mark("go");
        study.awaitEnd(controller);

        TrialRecord trial = study.check(1).get(0);
        assertThat(trial.value()).isEqualTo(0.25);
        assertThat(trial.attempts()).hasSize(1);
        assertThat(trial.restart()).isEqualTo(1);
        assertThat(slurm.calls("sbatch")).hasSize(1);
    }

    @Test
    void newerVersionsAreUnderstood() throws Exception {
        for (String version : List.of("24.05.1", "25.11.0")) {
            slurm.version(version);
            ClusterStudy one = new ClusterStudy(
                    folder.resolve(version),
                    Map.of("PATH", slurm.environment().get("PATH")),
                    "type: slurm-array, parallel: 2",
                    "echo \"loss: $x\"");
            one.run(2);
            assertThat(one.check(2)).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
        }
    }

    @Test
    void theLastTrialOfAnArrayGetsANewPlaceWhenItsOwnIsLost() throws Exception {
        Process controller = study(
                        "type: slurm-array, parallel: 1",
                        "[ $TRIALOG_ATTEMPT -gt 1 ] || await never; echo \"loss: $x\"")
                .start(1);
        study.await("started-0-1-0");
        slurm.end("1_0", "NODE_FAIL", "0:0");
        study.awaitEnd(controller);

        assertThat(study.check(1).get(0).attempts()).hasSize(2);
    }
}
