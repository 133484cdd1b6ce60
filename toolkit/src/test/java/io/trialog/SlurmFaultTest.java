package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.usage.NodeFailures;
import io.trialog.testing.ClusterController;
import io.trialog.testing.ClusterStudy;
import io.trialog.testing.Eventually;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole studies on a real cluster that misbehaves. After each fault every attempt ran at most once, the counts add up and the
 * log proves itself. Longer and more often under {@code -Pfull}.
 */
@Tag("processes")
class SlurmFaultTest {

    private static final long SEED = 20261121;
    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final String QUICK = "sleep 0.5; echo \"loss: $x\"";
    private static final String FIRST_WAITS = "[ \"$n-$TRIALOG_ATTEMPT\" != 0-1 ] || await go; echo \"loss: $x\"";

    @TempDir
    static Path outer;

    private static SlurmCluster cluster;
    private static ClusterStudy slow;
    private static Process slowController;

    @TempDir
    Path folder;

    private final List<ClusterStudy> studies = new ArrayList<>();
    private ClusterStudy study;

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "4", "--set", "MessageTimeout=5");
        // Slurm's shortest time limit is a minute, which passes while the other tests run.
        slow = new ClusterStudy(
                outer,
                cluster.environment(),
                "type: slurm, parallel: 2, mem: 10M, nodelist: n4, time: 1m, on_timeout: prune",
                "echo 'step=1 loss: 0.5'; [ $n = 1 ] && { echo \"loss: $x\"; exit; }; await never");
        slowController = slow.start(2);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            slow.close();
            cluster.close();
        }
    }

    @AfterEach
    void end() {
        studies.forEach(ClusterStudy::close);
    }

    private static String startedAgain(int times) {
        return "echo \"step=$TRIALOG_RESTART loss: 0.$TRIALOG_RESTART\"\n" + "[ $TRIALOG_RESTART -ge " + times
                + " ] || await never; echo 'loss: 0.25'";
    }

    private ClusterStudy study(String executor, String program) {
        study = study(folder, executor, program);
        return study;
    }

    private ClusterStudy study(Path directory, String executor, String program) {
        ClusterStudy made = new ClusterStudy(directory, cluster.environment(), "mem: 10M, " + executor, program);
        studies.add(made);
        return made;
    }

    /** A study with a job per trial and one with an array, side by side: the same happens to both. */
    private List<ClusterStudy> both(String executor, String program) {
        return Stream.of("slurm", "slurm-array")
                .map(type -> study(folder.resolve(type), executor + ", type: " + type, program))
                .toList();
    }

    private static List<Process> start(List<ClusterStudy> both, int trials) {
        return both.stream().map(one -> one.start(trials)).toList();
    }

    private static void awaitEnds(List<ClusterStudy> both, List<Process> controllers) throws Exception {
        for (int i = 0; i < both.size(); i++) {
            both.get(i).awaitEnd(controllers.get(i));
        }
    }

    private List<TrialRecord> checked(int finished) throws Exception {
        return checked(study, finished);
    }

    private static List<TrialRecord> checked(ClusterStudy study, int finished) throws Exception {
        List<TrialRecord> trials = study.check(finished);
        cluster.waitFor(
                "the end of all jobs",
                Duration.ofSeconds(60),
                () -> cluster.run("squeue", "-h", "-p", "debug", "-o", "%j")
                        .out()
                        .lines()
                        .noneMatch(name -> name.startsWith("faults_trials")));
        study.check(cluster);
        return trials;
    }

    private static String job(TrialRecord trial, int attempt) {
        return trial.attempts().get(attempt - 1).nativeId();
    }

    private String jobOf(int trial, int attempt, int restart) throws Exception {
        return jobOf(study, trial, attempt, restart);
    }

    private static String jobOf(ClusterStudy study, int trial, int attempt, int restart) throws Exception {
        study.await("started-" + trial + "-" + attempt + "-" + restart);
        return Files.readString(study.attempt(trial, attempt)
                        .resolve("started")
                        .resolve(Integer.toString(restart))
                        .resolve("job"))
                .strip();
    }

    @Test
    void aControllerThatIsKilledAgainAndAgainLosesNothingAndRunsNothingTwice() throws Exception {
        Random random = new Random(SEED);
        int rounds = FULL ? 30 : 5;
        List<ClusterStudy> both = both("retries: 1000, parallel: 20, cpus_per_task: 1", "sleep 1; echo \"loss: $x\"");
        for (int round = 1; round <= rounds; round++) {
            List<Process> controllers = new ArrayList<>(start(both, 8 * round));
            Collections.shuffle(controllers, random);
            TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(2500));
            controllers.get(0).destroyForcibly().waitFor();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
            controllers.get(1).destroyForcibly().waitFor();
        }
        awaitEnds(both, start(both, 8 * rounds));

        for (ClusterStudy one : both) {
            assertThat(checked(one, 8 * rounds))
                    .as("seed %d", SEED)
                    .extracting(TrialRecord::state)
                    .containsOnly(TrialState.COMPLETE);
        }
    }

    @Test
    void aJobThatAFrozenSchedulerTookIsFoundWhenThatGoesOn() throws Exception {
        Process controller = study("type: slurm, parallel: 1", FIRST_WAITS).start(3);
        study.await("started-0-1-0");
        cluster.freeze();
        try {
            study.mark("go");
            study.awaitOutput("It is not clear whether trial 1 was submitted");
        } finally {
            cluster.thaw();
        }
        study.awaitEnd(controller);

        assertThat(checked(3)).allMatch(trial -> trial.attempts().size() == 1);
    }

    @Test
    void anOutageOfTheSchedulerCostsTimeOnly() throws Exception {
        Process controller = study("type: slurm, parallel: 2", FIRST_WAITS).start(6);
        study.await("started-0-1-0");
        cluster.stopController();
        try {
            study.mark("go");
            TimeUnit.SECONDS.sleep(FULL ? 180 : 3);
        } finally {
            cluster.startController();
        }
        study.awaitEnd(controller);

        assertThat(checked(6)).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
    }

    @Test
    void aJobThatSomebodyCancelsGetsANewAttempt() throws Exception {
        List<ClusterStudy> both = both("parallel: 2", "[ $TRIALOG_ATTEMPT -gt 1 ] || await never; echo \"loss: $x\"");
        List<Process> controllers = start(both, 2);
        for (ClusterStudy one : both) {
            cluster.run("scancel", jobOf(one, 0, 1, 0)).line();
            cluster.run("scancel", "-s", "KILL", "--full", jobOf(one, 1, 1, 0)).line();
        }
        awaitEnds(both, controllers);

        for (ClusterStudy one : both) {
            List<TrialRecord> trials = checked(one, 2);
            assertThat(trials).extracting(TrialRecord::state).contains(TrialState.COMPLETE);
            assertThat(trials.get(0).attempts()).hasSize(2);
            assertThat(trials.get(0).attempts().get(0).reason()).contains("CANCELLED");
        }
    }

    @Test
    void aPendingJobThatSomebodyCancelsGetsANewAttempt() throws Exception {
        Process controller = study("parallel: 2, type: slurm, exclusive: true, nodelist: n3", FIRST_WAITS)
                .start(2);
        String first = jobOf(0, 1, 0);
        study.await("a second job", () -> !pending(first).isEmpty());
        cluster.run("scancel", pending(first)).line();
        study.await("another job", () -> !pending(first).isEmpty());
        study.mark("go");
        study.awaitEnd(controller);

        List<TrialRecord> trials = checked(2);
        assertThat(trials.get(1).attempts())
                .extracting(Attempt::state)
                .containsExactly(AttemptState.LOST, AttemptState.EXITED);
    }

    private static String pending(String but) {
        return cluster.run("squeue", "-h", "-t", "PENDING", "-n", "faults_trial_1", "-o", "%i")
                .out()
                .strip();
    }

    /** First the node is declared down, and says so to its jobs; then it dies, and says nothing. */
    @Test
    void aJobOnANodeThatFailsIsStartedAgainAsTheSameAttemptAndItsReportsCount() throws Exception {
        List<ClusterStudy> both = both("parallel: 1, nodelist: n2", startedAgain(2));
        List<Process> controllers = start(both, 1);
        for (ClusterStudy one : both) {
            one.await("started-0-1-0");
            one.await("a running trial", () -> one.log().stream().anyMatch(line -> line.contains("RUNNING")));
        }
        cluster.nodeDown("n2");
        cluster.nodeUp("n2");
        for (ClusterStudy one : both) {
            one.await("started-0-1-1");
            one.await(
                    "a restart",
                    () -> one.log().stream()
                            .anyMatch(line -> line.contains("\"RUNNING\"") && line.contains("\"restart\":1")));
            one.await("a failure", () -> one.log().stream().anyMatch(line -> line.contains("failedNode")));
        }
        cluster.killNode("n2");
        for (ClusterStudy one : both) {
            one.awaitOutput("Node n2 gets further jobs in spite of 2 failures (trial 0: NODE_FAIL at ");
        }
        cluster.startNode("n2");
        awaitEnds(both, controllers);
        for (ClusterStudy one : both) {
            requireTheSameAttempt(checked(one, 1).get(0), 2);
            assertThat(failures(one).get("n2")).hasSize(2).last().asString().matches("trial 0: DOWN \\(test \\[.*]\\)");
        }
    }

    private static Map<String, List<NodeFailures.Failure>> failures(ClusterStudy study) {
        try (Study open = study.open()) {
            return new NodeFailures(ClusterJobs::hasId).of(open.view());
        }
    }

    private static void requireTheSameAttempt(TrialRecord trial, int restarts) {
        assertThat(trial.attempts()).hasSize(1);
        assertThat(trial.restart()).isEqualTo(restarts);
        assertThat(trial.value()).isEqualTo(0.25);
        assertThat(trial.reports().size()).as("those of all runs").isEqualTo(restarts + 1);
    }

    /** One trial per node: the third waits, and must not be the next on the node that failed. */
    @Test
    void aJobThatMustNotBeRequeuedGetsANewAttemptAfterItsNodeFailedAndElsewhereLikeThoseThatWait() throws Exception {
        Process controller = study(
                        "type: slurm, parallel: 3, requeue: false, exclusive: true, exclude: [n1, n4], exclude_after: 1",
                        "[ $n-$TRIALOG_ATTEMPT != 0-1 ] || await never; await go; echo \"loss: $x\"")
                .start(3);
        String node =
                cluster.run("squeue", "-h", "-j", jobOf(0, 1, 0), "-o", "%N").line();
        study.await("started-1-1-0");
        study.await("a third job", () -> excluded(2).equals("n[1,4]"));
        cluster.killNode(node);
        study.await(
                "another list of excluded nodes",
                () -> excluded(2).equals("n[1-2,4]") || excluded(2).equals("n[1,3-4]"));
        cluster.startNode(node);
        study.mark("go");
        study.awaitEnd(controller);

        List<TrialRecord> trials = checked(3);
        assertThat(trials.get(2).attempts())
                .hasSize(1)
                .allMatch(attempt -> !attempt.usage().node().equals(node));
        TrialRecord trial = trials.get(0);
        assertThat(trial.attempts()).extracting(Attempt::state).containsExactly(AttemptState.LOST, AttemptState.EXITED);
        assertThat(trial.attempts().get(0).reason()).contains("NODE_FAIL");
        assertThat(trial.attempts().get(0).usage().node()).isEqualTo(node);
        assertThat(trial.attempts().get(1).usage().resources().get("exclude")).isEqualTo(List.of("n1", "n4", node));
        assertThat(trial.attempts().get(1).usage().node()).isNotEqualTo(node);
        assertThat(study.output()).contains("Node " + node + " gets no more jobs after 1 failure");
    }

    /** What Slurm keeps the waiting job of a trial away from. */
    private static String excluded(int trial) {
        return cluster.run("squeue", "-h", "-t", "PENDING", "-n", "faults_trial_" + trial, "-o", "%x")
                .out()
                .strip();
    }

    @Test
    void aPreemptedJobGoesOnAsTheSameAttemptAndItsReportsCount() throws Exception {
        List<ClusterStudy> both = both("parallel: 1, nodelist: n1", startedAgain(1));
        List<Process> controllers = start(both, 1);
        for (ClusterStudy one : both) {
            one.await("started-0-1-0");
        }
        cluster.submit("sleep 1", "-p", "high", "--exclusive", "-w", "n1");
        awaitEnds(both, controllers);
        for (ClusterStudy one : both) {
            requireTheSameAttempt(checked(one, 1).get(0), 1);
            assertThat(failures(one)).as("a preemption is none").isEmpty();
        }
    }

    @Test
    void aTrialWhoseDirectoryIsRemovedGetsANewAttempt() throws Exception {
        Process controller =
                study("type: slurm, parallel: 1, grace: 1s", FIRST_WAITS).start(2);
        String id = jobOf(0, 1, 0);
        remove(study.attempt(0, 1));
        cluster.run("scancel", id).line();
        study.awaitEnd(controller);

        TrialRecord trial = study.check(2).get(0);
        assertThat(trial.attempts()).hasSize(2);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
    }

    /** What runs in it may still write while it is being removed. */
    private static void remove(Path directory) throws Exception {
        Eventually.holds("the directory is gone", Duration.ofSeconds(10), () -> {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
                return Files.notExists(directory);
            }
            return true;
        });
    }

    @Test
    void aControllerThatIsItselfATaskOfAnArrayHandsNothingOfThatDown() throws Exception {
        List<ClusterStudy> both = both("parallel: 2", "env | grep ^SLURM >slurm-$n; echo \"loss: $x\"");
        List<String> ids = new ArrayList<>();
        for (ClusterStudy one : both) {
            ids.add(submitController(one));
        }
        cluster.waitFor(
                "the controllers' end",
                Duration.ofSeconds(120),
                () -> ids.stream()
                        .allMatch(id -> cluster.finished().stream()
                                .anyMatch(job -> job.id().equals(id + "_5"))));

        for (ClusterStudy one : both) {
            Path root = one.file().getParent();
            assertThat(root.resolve("controller.txt")).content().contains("done");
            assertThat(checked(one, 2)).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
            String seen = Files.readString(root.resolve("marks/slurm-0"));
            assertThat(seen).doesNotContain("SLURM_MEM_PER_CPU", "SLURM_ARRAY_TASK_ID=5", "=controller");
        }
    }

    private static String submitController(ClusterStudy study) {
        Path root = study.file().getParent();
        List<String> command = new ArrayList<>(JavaProcess.here(
                        ClusterController.class,
                        List.of(root.toString(), study.file().toString(), "2"))
                .command());
        command.replaceAll(word -> "'" + word + "'");
        return cluster.submit(
                "cd '" + Path.of("").toAbsolutePath() + "'; export MARKS='" + root.resolve("marks")
                        + "' SQUEUE_FORMAT=%i SBATCH_PARTITION=nowhere\n" + String.join(" ", command),
                "--array=5",
                "--mem-per-cpu=700",
                "-J",
                "controller",
                "-o",
                root.resolve("controller.txt").toString());
    }

    @Test
    void aTaskOfAnArrayThatFailsFailsItsTrialAndNoOther() throws Exception {
        study("type: slurm-array, parallel: 2", "[ $n != 1 ] || exit 3; echo \"loss: $x\"")
                .run(4);

        List<TrialRecord> trials = checked(4);
        assertThat(trials)
                .hasSize(5)
                .filteredOn(trial -> trial.state() == TrialState.FAIL)
                .hasSize(1);
        assertThat(trials.get(1).state()).isEqualTo(TrialState.FAIL);
        assertThat(trials.get(1).error()).contains("3");
    }

    @Test
    void aRequestThatTheClusterCanNeverMeetStopsTheStudyAndFailsNoTrial() throws Exception {
        List<ClusterStudy> both = both("parallel: 2, gpus: 'nosuch:1'", QUICK);
        List<Process> controllers = start(both, 2);
        for (int i = 0; i < both.size(); i++) {
            ClusterStudy one = both.get(i);
            Process controller = controllers.get(i);
            assertThat(controller.waitFor(60, TimeUnit.SECONDS))
                    .as(one.output())
                    .isTrue();

            assertThat(controller.exitValue()).isNotZero();
            assertThat(one.output()).contains("Requested node configuration is not available");
            one.edit("gpus: 'nosuch:1', ", "");
        }
        awaitEnds(both, start(both, 2));
        for (ClusterStudy one : both) {
            assertThat(checked(one, 2))
                    .hasSize(2)
                    .extracting(TrialRecord::state)
                    .containsOnly(TrialState.COMPLETE);
        }
    }

    @Test
    void theNumberOfPlacesIsLoweredRaisedAndSetToNoneWhileTheyRun() throws Exception {
        Process controller = study("type: slurm-array, parallel: 3", "await go-$n; echo \"loss: $x\"")
                .start(8);
        for (int trial = 0; trial < 3; trial++) {
            study.await("started-" + trial + "-1-0");
        }
        String array = jobOf(0, 1, 0).replaceFirst("_.*", "");
        ClusterStudy.tell(controller, "parallel 1");
        study.await("a throttle of 1", () -> pendingTask(array).contains("ArrayTaskThrottle=1 "));
        release(0, 1);
        TimeUnit.SECONDS.sleep(3);
        assertThat(study.isMarked("started-3-1-0")).as("lowering drains").isFalse();

        ClusterStudy.tell(controller, "parallel 0");
        study.await("a hold", () -> pendingTask(array).contains("Reason=JobHeld"));
        release(2);
        TimeUnit.SECONDS.sleep(2);
        assertThat(study.isMarked("started-3-1-0")).as("none is none").isFalse();

        ClusterStudy.tell(controller, "parallel 2");
        study.await("started-4-1-0");
        assertThat(pendingTask(array)).contains("ArrayTaskThrottle=2 ").doesNotContain("JobHeld");
        release(3, 4, 5, 6, 7);
        study.awaitEnd(controller);

        assertThat(checked(8)).allMatch(trial -> trial.attempts().size() == 1);
    }

    private void release(int... trials) throws Exception {
        for (int trial : trials) {
            study.mark("go-" + trial);
        }
    }

    private static String pendingTask(String array) {
        return cluster.run("scontrol", "-o", "show", "job", array)
                .out()
                .lines()
                .filter(line -> line.contains("JobState=PENDING"))
                .findFirst()
                .orElse("");
    }

    @Test
    void ofATrialOfFourRanksOnTwoNodesAllEndWhenOneCrashesAndWhenItIsPruned() throws Exception {
        study("type: slurm, parallel: 1, nodes: 2, ntasks: 4, ntasks_per_node: 2, grace: 2s, prune_grace: 1s", """
                echo $$ >rank-$n-$SLURM_PROCID
                if [ $n = 0 ]; then
                    until [ -e rank-0-0 ] && [ -e rank-0-1 ] && [ -e rank-0-2 ]; do sleep 0.1; done
                    [ $SLURM_PROCID != 3 ] || exit 9
                    exec sleep 300
                elif [ $n = 2 ]; then
                    [ $SLURM_PROCID != 0 ] || echo 'step=1 loss: 7'
                    exec sleep 300
                fi
                [ $SLURM_PROCID != 0 ] || { echo 'step=1 loss: 0.5'; echo "loss: $x"; }
                """)
                .run(2);

        List<TrialRecord> trials = checked(2);
        assertThat(trials)
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.FAIL, TrialState.COMPLETE, TrialState.PRUNED);
        for (String rank : List.of("0-0", "0-1", "0-2", "0-3", "2-0", "2-1", "2-2", "2-3")) {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve("marks/rank-" + rank)).strip());
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                    .as("rank %s", rank)
                    .isEmpty();
        }
    }

    @Test
    void aJobOverTheClustersTimeLimitKeepsItsPartialScoreWhereTheStudySaysPrune() throws Exception {
        slow.awaitEnd(slowController);

        List<TrialRecord> trials = slow.check(2);
        slow.check(cluster);
        assertThat(trials.get(0).state()).isEqualTo(TrialState.PRUNED);
        assertThat(trials.get(0).values()).containsExactly(0.5);
        assertThat(trials.get(0).attempts()).extracting(Attempt::state).containsExactly(AttemptState.TIMED_OUT);
        assertThat(job(trials.get(0), 1)).isNotEmpty();
    }
}
