package io.trialog.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.executor.Executor;
import io.trialog.executor.JobHandle;
import io.trialog.executor.JobSpec;
import io.trialog.executor.JobState;
import io.trialog.executor.JobStatus;
import io.trialog.executor.Preview;
import io.trialog.executor.SubmissionException;
import io.trialog.testing.Eventually;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.SlurmCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of all executors for jobs in the tasks of an array, and what only those have. */
final class SlurmArrayExecutorTest extends ExecutorContract {

    private static SlurmCluster cluster;

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--set", "MaxArraySize=4");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    protected Executor create() {
        return new Patient(places());
    }

    private SlurmArrayExecutor places() {
        return new SlurmArrayExecutor(
                SlurmExecutorTest.environment(cluster),
                SlurmExecutorTest.FAST,
                new SlurmArrayExecutor.Home(
                        folder.resolve("slots"), folder.getFileName().toString(), "contract"),
                Map.of("mem", "100M", "slot_wait", 20));
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(100);
    }

    @Test
    void an_array_has_no_more_tasks_than_the_cluster_allows_and_the_next_one_follows() throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            jobs.add(executor.submit(shell("true")));
        }
        for (JobHandle job : jobs) {
            assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        }
    }

    @Test
    void a_place_that_a_controller_took_when_it_was_killed_leaves_when_the_next_one_needs_none() throws Exception {
        takenByKilledController();

        executor = create(); // its end waits for that of all places
    }

    @Test
    void a_place_that_a_controller_took_when_it_was_killed_leaves_and_the_job_gets_another() throws Exception {
        String taken = takenByKilledController();
        executor = create();

        JobHandle job = executor.submit(shell("true"));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        assertThat(job.nativeId()).isNotEqualTo(taken);
    }

    /** A place as a controller leaves it that is killed between its decision and the job: the decision, and no job. */
    private String takenByKilledController() throws Exception {
        try (SlurmArrayExecutor killed = places()) {
            Eventually.holds("a place waits", patience(), () -> {
                killed.expect(1, 1);
                return killed.room() == 1;
            });
            try (Stream<Path> files = Files.walk(folder.resolve("slots"))) {
                Path waiting = files.filter(file -> file.getParent().endsWith("waiting"))
                        .findFirst()
                        .orElseThrow();
                String place = waiting.getFileName().toString();
                Files.createDirectory(waiting.resolveSibling("../decided/" + place));
                return place;
            }
        }
    }

    /** Waits for a free place before a submission, as the loop does by asking for room first. */
    private static final class Patient implements Executor {
        private final SlurmArrayExecutor places;

        Patient(SlurmArrayExecutor places) {
            this.places = places;
        }

        @Override
        public String type() {
            return places.type();
        }

        @Override
        public JobHandle submit(JobSpec spec) throws SubmissionException {
            try {
                JobHandle before = places.find(spec.token(), spec.directory());
                if (before != null) {
                    return before;
                }
                long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (places.room() == 0
                        && System.nanoTime() < deadline
                        && spec.workdir().toFile().isDirectory()) {
                    places.expect(20, 3);
                    Thread.sleep(100);
                }
                return places.submit(spec);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Preview preview(JobSpec spec) {
            return places.preview(spec);
        }

        @Override
        public JobHandle find(String token, Path directory) throws IOException {
            return places.find(token, directory);
        }

        @Override
        public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
            return places.poll(jobs);
        }

        @Override
        public void cancel(Collection<JobHandle> jobs) throws IOException {
            places.cancel(jobs);
        }

        @Override
        public void close() {
            try {
                places.expect(0, 0);
            } catch (IOException | SubmissionException e) {
                throw new IllegalStateException(e);
            }
            places.close();
            cluster.waitFor(
                    "the end of all places",
                    Duration.ofSeconds(30),
                    () -> cluster.run("squeue", "-h")
                            .line()
                            .isEmpty()); // they write into the directory that is deleted now
        }
    }
}
