package io.trialog.testing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fake scheduler does what it is told, and else what the real one does. */
@Tag("processes")
class FakeSlurmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ROW = "%i|%T|%t|%B|%k|%r|%j|%F|%K|%A|%P|%N|%l";

    @TempDir
    Path folder;

    private FakeSlurm slurm;

    @BeforeEach
    void start() {
        slurm = FakeSlurm.in(folder.resolve("fake"));
    }

    @AfterEach
    void stop() {
        slurm.close();
    }

    @Test
    void aScriptReallyRunsWhereAndAsItWasSubmitted() throws Exception {
        String id = slurm.submit(
                "#SBATCH -J \"a name\" --comment=hpo:1\necho $SLURM_JOB_ID $PWD ${SLURM_RESTART_COUNT-none}; exit 4",
                "-D",
                folder.toString());
        waitForEnds(1);

        assertThat(slurm.run("squeue", "--me", "-h", "-r", "-t", "all", "-o", ROW)
                        .line())
                .isEqualTo("1|FAILED|F|n1|hpo:1|NonZeroExitCode|a name|1|N/A|1|debug|n1|UNLIMITED");
        assertThat(folder.resolve("fake/1.out")).hasContent("1 " + folder + " none");
        assertThat(slurm.run("scontrol", "-o", "show", "job", id).line())
                .contains("JobState=FAILED Reason=NonZeroExitCode", "Restarts=0", "ExitCode=4:0", "Comment=hpo:1");
    }

    @Test
    void theRowsOfSqueueAreThoseOfARealSlurm() {
        try (SlurmCluster real = SlurmCluster.start("--nodes", "1", "--gpus", "0")) {
            String array = "#SBATCH --array=0-2%1 -J arr --comment hpo:2 -t 90\nsleep 300";
            String held = "#SBATCH --hold -J held\ntrue";
            slurm.submit(array, "-D", "/");
            slurm.submit(held, "-D", "/");
            real.waitForStart(real.submit(array, "-D", "/") + "_0");
            real.submit(held, "-D", "/");
            for (String option : List.of("-r", "--me")) {
                String[] query = {"squeue", "-h", option, "-t", "all", "-S", "i", "-o", ROW};
                waitFor(
                        "the scheduler's reasons",
                        () -> sorted(slurm.run(query)).equals(sorted(real.run(query))));
                assertThat(sorted(slurm.run(query))).isEqualTo(sorted(real.run(query)));
            }
            slurm.run("scancel", "1_[0-0]").line();
            real.run("scancel", "1_[0-0]").line();
            waitFor("COMPLETING to be over", () -> slurm.state("1_0").equals("CANCELLED"));
            real.waitForEnd("1_0", 1);
            String[] update = {"scontrol", "update", "jobid=1", "ArrayTaskThrottle=3"};
            assertThat(slurm.run(update)).isEqualTo(real.run(update));
            for (String unknown :
                    List.of("squeue -j 99", "scontrol -o show job 99", "scontrol requeue 99", "scancel 99")) {
                String[] words = Pattern.compile(" ").split(unknown);
                assertThat(slurm.run(words)).as(unknown).isEqualTo(real.run(words));
            }
        }
    }

    private static List<String> sorted(CommandOutput output) {
        return output.line().lines().sorted().toList();
    }

    @Test
    void anArrayKeepsItsThrottleAndItsTasksKnowWhoTheyAre() throws Exception {
        slurm.submit(
                "mkdir busy || touch overlap; echo $SLURM_ARRAY_JOB_ID $SLURM_ARRAY_TASK_ID; sleep 0.2; rmdir busy",
                "--array=0-3%1",
                "-D",
                folder.toString(),
                "-o",
                "%a.txt");
        waitForEnds(4);

        assertThat(slurm.finished()).extracting(FinishedJob::id).containsExactly("1_0", "1_1", "1_2", "1_3");
        assertThat(folder.resolve("3.txt")).hasContent("1 3");
        assertThat(folder.resolve("overlap")).doesNotExist();
    }

    @Test
    void aSubmissionFailsBeforeOrAfterItWasAcceptedOrSaysMoreThanAnId() {
        slurm.next("sbatch").ignored().failing(1, "sbatch: error: nothing").then();
        slurm.next("sbatch")
                .failing(1, "Socket timed out on send/recv operation")
                .then();
        slurm.next("sbatch").surrounded("Welcome!\n", "quota: 3 h left\n").then();

        assertThat(submit()).isEqualTo(new CommandOutput(1, "", "sbatch: error: nothing\n"));
        assertThat(slurm.state("1")).isEmpty();
        assertThat(submit()).isEqualTo(new CommandOutput(1, "", "Socket timed out on send/recv operation\n"));
        assertThat(slurm.state("1")).isNotEmpty();
        assertThat(submit()).isEqualTo(new CommandOutput(0, "Welcome!\n2\nquota: 3 h left\n", ""));
        assertThat(submit()).isEqualTo(new CommandOutput(0, "3\n", ""));
        assertThat(slurm.calls("sbatch")).hasSize(4);
    }

    private CommandOutput submit() {
        return slurm.run("#!/bin/sh\n", new String[] {"sbatch", "--parsable", "-o", "/dev/null"});
    }

    @Test
    void aProgramHangsAsLongAsItIsTold() {
        slurm.next("squeue").matching("--me").hanging(Duration.ofMillis(1500)).then();

        long before = System.nanoTime();
        slurm.run("squeue", "--me");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1500));
    }

    @Test
    void aQuotaRefusesJobsUntilOthersHaveEnded() {
        slurm.submitLimit(1);
        slurm.submit("sleep 60");
        CommandOutput refused = submit();
        slurm.run("scancel", "1");
        waitForEnds(1);

        assertThat(refused.err().lines())
                .containsExactly(
                        "sbatch: error: QOSMaxSubmitJobPerUserLimit",
                        "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy"
                                + " (job submit limit, user's size and/or time limits)");
        assertThat(submit().out()).isEqualTo("2\n");
    }

    @Test
    void jobsGetLostShowOddStatesAndGoOnMeanwhile() {
        String id = slurm.submit("sleep 60");
        slurm.lose(id);
        assertThat(slurm.run("squeue", "-h", "-t", "all").out()).isEmpty();
        slurm.find(id);
        slurm.show(id, "POWER_UP_NODE", "Nodes, busy");
        assertThat(slurm.run("squeue", "-h", "-t", "all", "-o", "%i|%T|%r").line())
                .isEqualTo("1|POWER_UP_NODE|Nodes, busy");
        slurm.showTruth(id);
        assertThat(slurm.state(id)).isEqualTo("RUNNING");
    }

    @Test
    void aJobEndsAsItIsToldAndItsProcessesWithIt() throws Exception {
        String id = slurm.submit("sleep 60 & echo $!; (setsid sleep 60 & echo $!); wait");
        Path output = folder.resolve("fake/1.out");
        waitFor(
                "output",
                () -> Files.exists(output) && Files.readString(output).lines().count() == 2);
        slurm.end(id, "OUT_OF_MEMORY", "0:125");
        waitForEnds(1);

        assertThat(slurm.state(id)).isEqualTo("OUT_OF_MEMORY");
        assertThat(slurm.run("scontrol", "-o", "show", "job", id).line()).contains("ExitCode=0:125");
        for (String pid : Files.readAllLines(output)) {
            assertThat(lives(pid)).isFalse();
        }
    }

    /** One that nobody has waited for yet is dead all the same. */
    private static boolean lives(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void aPreemptedJobStartsAgainUnderItsIdAndAccountingTellsBothLives() {
        slurm.withAccounting();
        String id = slurm.submit(
                "echo ${SLURM_RESTART_COUNT-none}; sleep ${SLURM_RESTART_COUNT+0.}${SLURM_RESTART_COUNT-60}",
                "--open-mode=append");
        waitFor(
                "the start",
                () -> Files.exists(folder.resolve("fake/1.out"))
                        && !Files.readString(folder.resolve("fake/1.out")).isEmpty());
        slurm.endAndRequeue(id, "PREEMPTED");
        waitForEnds(2);

        assertThat(folder.resolve("fake/1.out")).hasContent("none\n1");
        assertThat(slurm.finished())
                .extracting(FinishedJob::id, FinishedJob::state)
                .containsExactly(tuple("1", "PREEMPTED"), tuple("1", "COMPLETED"));
        assertThat(slurm.run("sacct", "-X", "-P", "-D", "-n", "-o", "JobID,State,ExitCode", "-j", id)
                        .line())
                .isEqualTo("1|PREEMPTED|0:0\n1|COMPLETED|0:0");
        assertThat(slurm.run("sacct", "-X", "-P", "-n", "-o", "State", "-j", id).line())
                .isEqualTo("COMPLETED");
    }

    @Test
    void withoutSlurmdbdThereIsNoAccounting() {
        assertThat(slurm.run("sacct")).isEqualTo(new CommandOutput(1, "", "Slurm accounting storage is disabled\n"));
    }

    @Test
    void aTimeLimitIsAnnouncedByTheSignalThatWasAskedFor() throws Exception {
        slurm.minute(Duration.ofSeconds(2));
        slurm.submit("trap 'echo warned' USR2; sleep 60 & wait; wait", "-t", "1", "--signal=B:USR2@30");
        waitForEnds(1);

        assertThat(slurm.finished()).extracting(FinishedJob::state).containsExactly("TIMEOUT");
        assertThat(folder.resolve("fake/1.out")).hasContent("warned");
    }

    @Test
    void signalsReachTheBatchShellOnlyWithB() throws Exception {
        String id = slurm.submit("trap 'echo stop; exit 5' USR1; echo ready; sleep 60 & wait");
        Path output = folder.resolve("fake/1.out");
        waitFor("output", () -> Files.exists(output) && Files.size(output) > 0);
        slurm.run("scancel", "-s", "USR1", id).line();
        assertThat(slurm.state(id)).isEqualTo("RUNNING");
        slurm.run("scancel", "-s", "USR1", "-b", id).line();
        waitForEnds(1);

        assertThat(slurm.finished()).extracting(FinishedJob::exitCode).containsExactly("5:0");
        assertThat(output).hasContent("ready\nstop");
    }

    @Test
    void newerVersionsHaveAnotherJson() {
        String id = slurm.submit("sleep 60");
        String[] query = {"squeue", "--json", "-j", id};
        assertThat(slurm.run(query).out()).contains("\"job_state\": \"RUNNING\"", "\"exit_code\": 0");
        slurm.version("24.11.5");
        assertThat(slurm.run(query).out().replaceAll("\\s+", ""))
                .contains("\"job_state\":[\"RUNNING\"]", "\"status\":[\"SUCCESS\"],\"return_code\":{\"set\":true,");
        assertThat(slurm.run("squeue", "--version").line()).isEqualTo("slurm 24.11.5");
        assertThat(slurm.run("scontrol", "show", "config").out()).contains("SLURM_VERSION           = 24.11.5");
    }

    @Test
    void heldBlockedAndDependentJobsWaitAndSayWhy() {
        slurm.submit("sleep 60", "-J", "one");
        slurm.submit("true", "-J", "one", "--dependency=singleton");
        slurm.submit("true", "--hold");
        slurm.block("QOSMaxGRESPerUser");
        slurm.submit("true");
        assertThat(reasons())
                .isEqualTo(Map.of("1", "None", "2", "Dependency", "3", "JobHeldUser", "4", "QOSMaxGRESPerUser"));

        slurm.block("");
        slurm.run("scontrol", "release", "3").line();
        slurm.run("scancel", "1").line();
        waitForEnds(4);
        assertThat(slurm.finished()).extracting(FinishedJob::state).containsOnly("CANCELLED", "COMPLETED");
    }

    private Map<String, String> reasons() {
        return slurm.run("squeue", "-h", "-t", "all", "-o", "%i|%r")
                .line()
                .lines()
                .map(line -> line.split("\\|", -1))
                .collect(toMap(row -> row[0], row -> row[1]));
    }

    @Test
    void jobsWithoutProcessesEndByOrderOnlyAndVanishAfterMinJobAge() {
        slurm.withoutProcesses();
        slurm.minJobAge(Duration.ofMillis(500));
        String id = slurm.submit("touch " + folder.resolve("ran"));
        assertThat(slurm.state(id)).isEqualTo("RUNNING");
        slurm.end(id, "NODE_FAIL", "1:0");
        assertThat(slurm.finished()).extracting(FinishedJob::state).containsExactly("NODE_FAIL");
        waitFor("it to vanish", () -> slurm.run("squeue", "-j", id).code() == 1);
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private void waitForEnds(int ends) {
        waitFor(ends + " ends", () -> {
            slurm.run("squeue", "-h"); // time goes on for the fake one whenever it is asked
            return slurm.finished().size() >= ends;
        });
    }

    private static void waitFor(String what, Eventually.Condition condition) {
        try {
            Eventually.holds(what, PATIENCE, condition);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
