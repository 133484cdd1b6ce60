package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The cluster of the other tests is one. */
@Tag("processes")
class SlurmClusterTest {

    private SlurmCluster cluster;

    @BeforeEach
    void start() {
        cluster = SlurmCluster.start();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void twoClustersRunSideBySideAndKnowNothingOfEachOther() throws Exception {
        try (SlurmCluster other = SlurmCluster.start("--nodes", "1", "--cpus", "2", "--gpus", "0")) {
            String here = cluster.submit("echo $SLURMD_NODENAME; exit 3", "-J", "here", "-w", "n2");
            String there = other.submit("echo $SLURM_CPUS_ON_NODE", "-J", "there", "--exclusive");
            cluster.waitForEnd(here, 1);
            other.waitForEnd(there, 1);

            assertThat(cluster.finished())
                    .extracting(FinishedJob::name, FinishedJob::state, FinishedJob::exitCode, FinishedJob::nodes)
                    .containsExactly(tuple("here", "FAILED", "3:0", "n2"));
            assertThat(other.finished())
                    .extracting(FinishedJob::name, FinishedJob::state, FinishedJob::exitCode, FinishedJob::nodes)
                    .containsExactly(tuple("there", "COMPLETED", "0:0", "n1"));
            assertThat(cluster.directory().resolve(here + ".out")).hasContent("n2");
            assertThat(other.directory().resolve(there + ".out")).hasContent("2");
        }
    }

    @Test
    void anArrayRunsNoMoreTasksAtATimeThanItsThrottleAllows() {
        String id = cluster.submit("sleep 1", "--array=0-4%2");
        cluster.waitForEnd(id, 5);

        List<FinishedJob> tasks = cluster.finished();
        assertThat(tasks)
                .extracting(FinishedJob::id)
                .containsExactlyInAnyOrder(id + "_0", id + "_1", id + "_2", id + "_3", id + "_4");
        assertThat(tasks).extracting(FinishedJob::state).containsOnly("COMPLETED");
        assertThat(mostAtATime(tasks)).isEqualTo(2);
    }

    /** Ends come before starts of the same second, since Slurm writes whole seconds. */
    private static long mostAtATime(List<FinishedJob> jobs) {
        return jobs.stream()
                .mapToLong(one -> jobs.stream()
                        .filter(job ->
                                !job.start().isAfter(one.start()) && job.end().isAfter(one.start()))
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void jobsOnOneNodeGetDifferentGpus() throws Exception {
        String script = "echo $CUDA_VISIBLE_DEVICES; sleep 2";
        String one = cluster.submit(script, "--gpus=1", "-w", "n1");
        String two = cluster.submit(script, "--gpus=fake:1", "-w", "n1");
        cluster.waitForEnd(one, 1);
        cluster.waitForEnd(two, 1);

        assertThat(List.of(output(one), output(two))).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "trialog.full",
            matches = "true",
            disabledReason = "studies suffer it in SlurmFaultTest")
    void aPreemptedJobStartsAgainUnderItsIdWithARestartCount() throws Exception {
        String script = "echo ${SLURM_RESTART_COUNT:-0}; [ -n \"$SLURM_RESTART_COUNT\" ] || sleep 60";
        String low = cluster.submit(script, "--requeue", "--exclusive", "-w", "n1", "--open-mode=append");
        cluster.waitForStart(low);
        String high = cluster.submit("true", "-p", "high", "--exclusive", "-w", "n1");
        cluster.waitForEnd(high, 1);
        cluster.waitForEnd(low, 2);

        assertThat(cluster.finished().stream().filter(job -> job.is(low)).map(FinishedJob::state))
                .containsExactly("PREEMPTED", "COMPLETED");
        assertThat(output(low).lines().filter(line -> line.matches("\\d"))).containsExactly("0", "1");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "trialog.full",
            matches = "true",
            disabledReason = "studies suffer it in SlurmFaultTest")
    void jobsSurviveAnOutageOfTheController() {
        String id = cluster.submit("sleep 3");
        cluster.waitForStart(id);
        cluster.stopController();
        assertThat(cluster.run("squeue").err()).contains("Unable to contact slurm controller (connect failure)");
        cluster.startController();
        cluster.waitForEnd(id, 1);

        assertThat(cluster.finished()).extracting(FinishedJob::state).containsExactly("COMPLETED");
    }

    @Test
    void aJobOnANodeThatGoesDownEndsAsAFailureOfTheNode() {
        String id = cluster.submit("sleep 60", "--no-requeue", "-w", "n3");
        cluster.waitForStart(id);
        Instant before = Instant.now().minusSeconds(1);
        cluster.nodeDown("n3");
        cluster.waitForEnd(id, 1);
        cluster.nodeUp("n3");

        FinishedJob job = cluster.finished().get(0);
        assertThat(job.state()).isEqualTo("NODE_FAIL");
        assertThat(job.end()).isAfterOrEqualTo(before);
    }

    @Test
    void theEndOfAClusterLeavesNoProcessAndNoDirectoryEvenIfJobsRunAndItIsFrozen() throws Exception {
        String mark = cluster.directory().resolve("mark").toString();
        String id = cluster.submit("export MARK=" + mark + "\nsetsid sleep 1000 &\n(setsid sleep 1000 &)\n"
                + "env -i MARK=" + mark + " sleep 1000 &\ntouch " + mark + "\nsrun sleep 1000");
        cluster.waitFor("the job " + id, Duration.ofSeconds(20), () -> Files.exists(Path.of(mark)));
        cluster.freeze();

        Path directory = cluster.directory();
        cluster.close();
        cluster = null;

        assertThat(directory).doesNotExist();
        assertThat(processesThatName(directory)).isEmpty();
    }

    private static List<String> processesThatName(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                String words = content(process.resolve("cmdline"));
                if (words.contains(directory.toString())
                        || content(process.resolve("environ")).contains(directory.toString())) {
                    found.add(process.getFileName() + " " + words);
                }
            }
        }
        return found;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private String output(String id) throws IOException {
        return Files.readString(cluster.directory().resolve(id + ".out")).strip();
    }
}
