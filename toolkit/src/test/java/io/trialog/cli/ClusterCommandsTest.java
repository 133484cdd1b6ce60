package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.SlurmCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user of a Slurm cluster types them. */
@Tag("processes")
final class ClusterCommandsTest {

    private static SlurmCluster cluster;

    @TempDir
    Path folder;

    /** The job that the commands are run in, if any. */
    private String allocation = "";

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aDryRunShowsTheScriptAndTheCommandAndSubmitsNothing() throws Exception {
        Path file = study("echo 'loss: 0.5'", "slurm, partition: high, mem: 100M, gpus: \"fake:1\"");
        long before = jobs();

        String output = trialog("run", file.toString(), "-n", "3", "--test-only", "--script");

        assertThat(output)
                .contains("Nothing is submitted.")
                .contains("sbatch --parsable --job-name=quick_trial_0")
                .contains("#SBATCH --partition=high")
                .contains("#SBATCH --gpus=fake:1")
                .contains("The scheduler says: Job ")
                .contains("to start at");
        assertThat(folder.resolve("studies")).doesNotExist();
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void aDryRunOfALaunchShowsTheCommandOfTheControllersJobAndSubmitsNothing() throws Exception {
        Path file = study("echo 'loss: 0.5'", "slurm, partition: high");
        long before = jobs();

        String output = trialog("launch", file.toString(), "-n", "3", "--set", "controller.mem=300M", "--dry-run");

        assertThat(output)
                .contains("Nothing is submitted.", "'quick' would be new", "0 of 3 are finished, 3 are left")
                .contains("command    sbatch --parsable --job-name=trialog-NEW-quick", "--mem=300M")
                .doesNotContain("#!/bin/sh");
        assertThat(folder.resolve("studies")).doesNotExist();
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void afterCtrlCTheJobsAreNamedByDeleteAndEndedByCancel() throws Exception {
        CommandLineInTest.assumeInterruptsArrive();
        Path file = study("sleep 300", "slurm, mem: 100M, parallel: 2, prune_grace: 0.2s");
        Process run = start("run", file.toString(), "-n", "3");
        cluster.waitFor(
                "two trials run",
                Duration.ofSeconds(60),
                () -> Files.exists(attempt(0).resolve("started.json"))
                        && Files.exists(attempt(1).resolve("started.json")));
        CommandLineInTest.signal("INT", run);
        run.waitFor();

        assertThat(folder.resolve("run.log"))
                .content()
                .contains("Leaving 2 running trials", "'trialog cancel quick' ends what was left running.");
        assertThat(trialog("status", "quick")).contains("'trialog cancel quick' ends what was left running");
        assertThat(trialog("delete", "quick", "--yes"))
                .containsPattern(
                        "must have no living jobs for this, but has job \\d+ of trial 0, job \\d+ of trial 1\\.");
        assertThat(trialog("cancel", "quick"))
                .contains("its running trials (0, 1) are ended from here")
                .contains("Cancelled: 2 trials (0, 1).");
        assertThat(cluster.run("squeue", "-h", "-t", "PD,R").line()).isEmpty();
        assertThat(trialog("status", "quick")).contains("0 complete, 0 pruned, 2 failed, 0 running");
        assertThat(trialog("verify", "quick")).contains("VERIFIED");
        assertThat(trialog("delete", "quick", "--yes")).contains("Deleted the study 'quick'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm", "slurm-array"})
    void whatIsHeldForALimitOfItsPartitionSaysSoInRun(String type) throws Exception {
        cluster.run("scontrol", "update", "partitionname=high", "maxtime=1").line();
        Path file = study("echo 'loss: 0.5'", type + ", partition: high, time: 1h, parallel: 1");
        Process run = start("run", file.toString(), "-n", "1");
        try {
            cluster.waitFor(
                    "the note", Duration.ofSeconds(60), () -> log().contains("HELD: PENDING (PartitionTimeLimit)"));

            assertThat(log())
                    .containsPattern(
                            type.equals("slurm")
                                    ? "note: Trial 0: job \\d+ will not start by itself, it is HELD"
                                    : "note: The places of job array \\d+ will not start by themselves, they are HELD");
            trialog("cancel", "quick");
            run.waitFor();
            assertThat(cluster.run("squeue", "-h", "-t", "PD,R").line()).isEmpty();
        } finally {
            run.destroyForcibly();
            cluster.run("scontrol", "update", "partitionname=high", "maxtime=INFINITE")
                    .line();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("run.log"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aPartitionThatDoesNotExistIsRefusedWithTheWordsOfTheSchedulerBeforeAnythingIsMade() throws Exception {
        Path file = study("echo 'loss: 0.5'", "slurm, partition: nowhere");

        for (String command : List.of("run", "launch")) {
            Process process = start(command, file.toString(), "-n", "3");
            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(folder.resolve("run.log"))
                    .content()
                    .contains("No trial of the study 'quick' could run:\n  job: the scheduler says: ")
                    .containsIgnoringCase("invalid partition")
                    .contains("Maybe the section 'executor' asks for what this cluster does not have, or no scheduler");
        }
        assertThat(trialog("doctor", file.toString())).containsPattern("BAD +job +the scheduler says: .*partition");
        Process test = start("run", file.toString(), "-n", "3", "--test-only");
        assertThat(test.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("studies")).doesNotExist();
    }

    @Test
    void aPartitionThatIsGoneStopsAStudyThatExistsWithTheWordsOfTheScheduler() throws Exception {
        Path file = study("echo 'loss: 0.5'", "slurm, mem: 100M");
        assertThat(trialog("run", file.toString(), "-n", "1")).contains("1 complete");

        String output = trialog("run", "quick", "-n", "3", "--set", "executor.partition=nowhere");

        assertThat(output).contains("invalid partition specified: nowhere").contains("No trial is lost by this");
        assertThat(trialog("status", "quick")).contains("1 complete, 0 pruned, 0 failed, 0 running, 1 to run again");
    }

    @Test
    void trialsRunAsJobsAndARunningOneIsCancelledByItsJobId() throws Exception {
        Path file =
                study("[ \"$TRIALOG_TRIAL\" != 1 ] || sleep 300; echo 'loss: 0.5'", "slurm, mem: 100M, parallel: 2");
        Process run = start("run", file.toString(), "-n", "3");
        try {
            String[] id = {""};
            cluster.waitFor("trial 1 runs", Duration.ofSeconds(60), () -> {
                id[0] = cluster.run("squeue", "-h", "-t", "R", "-n", "quick_trial_1", "-o", "%i")
                        .out()
                        .strip();
                return !id[0].isEmpty() && Files.exists(attempt(1).resolve("started.json"));
            });

            assertThat(trialog("cancel", "quick", "--job", "no such job")).contains("runs as the job 'no such job'");
            assertThat(trialog("status", "--active")).contains("quick");
            assertThat(trialog("cancel", id[0])).contains("trial 1 is being cancelled");

            run.waitFor();
            assertThat(trialog("status", "--active")).contains("no study that anybody runs");
            assertThat(trialog("status", id[0])) // the job has ended, and still names its study
                    .startsWith("quick: ")
                    .contains("3 complete, 0 pruned, 1 failed")
                    .contains("cancelled by the user")
                    .contains("4 jobs ran");
            assertThat(trialog("verify", "quick")).contains("VERIFIED");
            assertThat(cluster.run("squeue", "-h", "-t", "PD,R").line()).isEmpty();
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void inAnAllocationTheDoctorTellsWhatFitsAndATrialIsCancelledByTheIdOfItsStep() throws Exception {
        allocation = allocate("--nodes=1", "--ntasks=4", "--mem=800");
        Path file = study(
                "[ \"$TRIALOG_TRIAL\" != 1 ] || sleep 300; echo 'loss: 0.5'",
                "slurm-steps, mem: 100M, prune_grace: 0.2s");
        assertThat(trialog("doctor", file.toString()))
                .contains("job " + allocation + ": 1 node with 4 CPUs, 800 MB, 0 GPUs")
                .contains("4 trials fit at once, each as srun --exact")
                .contains("--cpus-per-task=1 --mem=100M");
        Process run = start("run", file.toString(), "-n", "3");
        try {
            cluster.waitFor(
                    "trial 1 is a step",
                    Duration.ofSeconds(60),
                    () -> Files.exists(attempt(1).resolve("step")));
            String step = cluster.run("squeue", "--steps", "-h", "-o", "%j %i")
                    .out()
                    .replaceAll("(?s).*-1-1-\\S+ (\\S+)\\s.*", "$1");
            assertThat(step).startsWith(allocation + ".");

            assertThat(trialog("cancel", "quick", "--job", allocation)).contains("runs as the job");
            assertThat(trialog("cancel", "quick", "--job", step)).contains("trial 1 is being cancelled");

            run.waitFor();
            assertThat(trialog("status", "quick")).contains("3 complete, 0 pruned, 1 failed");
        } finally {
            run.destroyForcibly();
            cluster.run("scancel", allocation).line();
        }
    }

    @Test
    void theDoctorSaysWhatAutoWouldBeAndWhyAndWhatStepsLack() throws Exception {
        assertThat(trialog("doctor"))
                .contains(
                        "'auto' would be 'slurm' here: sbatch and squeue are there, and this process is in no allocation");
        assertThat(trialog("doctor", study("true", "slurm-steps").toString()))
                .contains("BAD   steps")
                .contains("this process is in none (SLURM_JOB_ID is not set)")
                .contains("Maybe start it in a script for sbatch")
                .doesNotContain("'auto' would be");
        allocation = allocate("--nodes=1", "--ntasks=2", "--mem=200");
        try {
            assertThat(trialog("doctor", study("true", "auto, mem: 300M").toString()))
                    .contains("'auto' would be 'slurm-steps' here: this process is in allocation " + allocation)
                    .contains("A trial does not fit into allocation " + allocation);
        } finally {
            cluster.run("scancel", allocation).line();
        }
    }

    private static String allocate(String... options) {
        List<String> words = new ArrayList<>(List.of("salloc", "--no-shell"));
        words.addAll(List.of(options));
        String granted = cluster.run(words.toArray(String[]::new)).err();
        return granted.replaceAll("(?s).*Granted job allocation (\\d+).*", "$1");
    }

    @Test
    void theDoctorLooksAtTheClusterAndAtANode() throws Exception {
        String output = trialog("doctor", study("true", "slurm, mem: 500M").toString(), "--node", "--wait", "90");

        assertThat(output)
                .contains("Slurm answers")
                .contains("MaxArraySize 1001")
                .contains("debug (default): 3 nodes of 4 CPUs")
                .contains("sacct: Slurm accounting storage is disabled")
                .contains("agrees with this machine's")
                .contains("mkdir is atomic")
                .contains("allowed there, so a controller can be a job");
        try (var left = Files.list(folder.resolve("studies"))) {
            assertThat(left).isEmpty();
        }
    }

    private static long jobs() {
        return cluster.run("squeue", "-h", "-t", "all").out().lines().count();
    }

    private Path attempt(int trial) {
        return folder.resolve("studies/quick/trials/0000-0999/000" + trial + "/attempt-1");
    }

    private Path study(String program, String executor) throws IOException {
        return Files.writeString(folder.resolve("quick.yaml"), """
                objective:
                  command: [sh, -c, %s]
                  parameters: env
                metric: {name: loss, goal: minimize}
                parameters:
                  x: {min: 0.0, max: 1.0}
                sampler: {type: random, seed: 1}
                executor: {type: %s, poll: 0.5s}
                """.formatted(
                        "\"" + program.replace("\\", "\\\\").replace("\"", "\\\"") + "\"", executor));
    }

    private String trialog(String... args) throws IOException, InterruptedException {
        return JavaProcess.output(command(args));
    }

    private Process start(String... args) throws IOException {
        return command(args)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
    }

    private ProcessBuilder command(String... args) {
        List<String> all =
                new ArrayList<>(List.of("--studies", folder.resolve("studies").toString()));
        all.addAll(List.of(args));
        ProcessBuilder builder = JavaProcess.here(Main.class, all);
        builder.environment().putAll(cluster.environment());
        if (!allocation.isEmpty()) {
            builder.environment().put("SLURM_JOB_ID", allocation);
        }
        return builder;
    }
}
