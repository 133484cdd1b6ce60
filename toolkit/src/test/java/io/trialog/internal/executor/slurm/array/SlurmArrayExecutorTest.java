package io.trialog.internal.executor.slurm.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.internal.executor.cluster.ClusterControllerJobs;
import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.slurm.SlurmExecutorTest;
import io.trialog.internal.executor.slurm.SlurmScheduler;
import io.trialog.internal.executor.slurm.SlurmScript;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.SubmissionException;
import io.trialog.testing.Eventually;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.Mount;
import io.trialog.testing.PatientPlaces;
import io.trialog.testing.SlurmCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of all executors for jobs in the tasks of an array, and what only those have. */
@Tag("processes")
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
        return new PatientPlaces(
                places(),
                () -> cluster.waitFor(
                        "the end of all places",
                        Duration.ofSeconds(30),
                        () -> cluster.run("squeue", "-h").line().isEmpty()));
    }

    private ArrayExecutor places() {
        SlurmScheduler slurm =
                new SlurmScheduler(SlurmExecutorTest.environment(cluster), SlurmExecutorTest.FAST.timeout());
        return new ArrayExecutor(
                "slurm-array",
                slurm,
                new SlurmArrays(slurm),
                SlurmExecutorTest.FAST,
                new ArrayExecutor.Home(
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
    void anArrayHasNoMoreTasksThanTheClusterAllowsAndTheNextOneFollows() throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            jobs.add(executor.submit(shell("true")));
        }
        for (JobHandle job : jobs) {
            assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        }
    }

    /** A toolkit of 0.1 took places and wrote their jobs afterwards. */
    @Test
    void jobsThatAToolkitOf01GaveToItsPlacesAreFoundAndItsOtherPlacesLeave() throws Exception {
        String array = placesOf01();
        JobHandle job = startedBy01(array + "_1");
        Files.createDirectory(
                oldPlaces().resolve("decided").resolve(array + "_2")); // and was killed before it wrote the job

        executor = create();

        assertThat(executor.find(job.token(), job.directory())).isEqualTo(job);
        JobHandle next = executor.submit(shell("true"));
        assertThat(next.nativeId()).doesNotStartWith(array + "_");
        assertThat(awaitFinal(next).state()).isEqualTo(JobState.EXITED);
        cluster.waitFor(
                "the place that waited has left",
                patience(),
                () -> !cluster.state(array + "_0").equals("RUNNING"));
        assertThat(cluster.state(array + "_1")).isEqualTo("RUNNING");
        Files.createFile(folder.resolve("go"));
        assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        cluster.run("scancel", array + "_2").line(); // waits two minutes for its job
    }

    private Path oldPlaces() {
        return folder.resolve("slots/old");
    }

    /** Submits an array with the script of 0.1, and waits until its three places wait. */
    private String placesOf01() throws Exception {
        for (String name : List.of("waiting", "decided", "jobs")) {
            Files.createDirectories(oldPlaces().resolve(name));
        }
        Path script = Files.writeString(
                oldPlaces().resolve("slot.sh"),
                JobScript.fill(
                        SlurmArrayExecutorTest.class,
                        "slot-0.1.sh",
                        Map.of(
                                "directives",
                                "",
                                "home",
                                ShellWords.quote(oldPlaces().toString()),
                                "patience",
                                "60")));
        String tag = "trialog-slots:" + folder.getFileName() + ":old";
        String array = cluster.run(
                        "sbatch",
                        "--parsable",
                        "--output=/dev/null",
                        "--array=0-2",
                        "--mem=50M",
                        "--comment=" + tag,
                        script.toString())
                .line();
        for (int task = 0; task < 3; task++) {
            Path waiting = oldPlaces().resolve("waiting/" + array + "_" + task);
            cluster.waitFor("place " + task + " waits", patience(), () -> Files.exists(waiting));
        }
        return array;
    }

    /** A job that runs until the file {@code go} is there, in a place of 0.1. */
    private JobHandle startedBy01(String place) throws Exception {
        JobSpec spec = shell("while [ ! -e '" + folder.resolve("go") + "' ]; do sleep 0.1; done");
        Path file = ClusterExecutor.writeScript(
                spec, SlurmScript.render(spec, "", "\"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\""));
        Files.createDirectory(oldPlaces().resolve("decided").resolve(place));
        Files.writeString(oldPlaces().resolve("jobs").resolve(place), file + "\n");
        cluster.waitFor(
                "the job runs", patience(), () -> Files.exists(spec.directory().resolve("started.json")));
        return new JobHandle(spec.token(), place, spec.directory());
    }

    @Test
    void aPlaceThatEndedWhileThereWasNoControllerGetsNoJob() throws Exception {
        Path gone = waitingPlace().resolveSibling("0_1");
        Files.writeString(gone, "n1\n");
        executor = create();

        JobHandle job = executor.submit(shell("true"));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        assertThat(job.nativeId()).isNotEqualTo("0_1");
    }

    @Test
    void aPlaceThatTheSchedulerTookBackGetsNoJobBeforeItIsStartedAgain() throws Exception {
        String place = waitingPlace().getFileName().toString();
        cluster.run("scontrol", "requeuehold", place).line();
        cluster.waitFor(
                "the place is held", patience(), () -> !cluster.state(place).matches("RUNNING|COMPLETING"));
        try (ArrayExecutor next = places()) {
            Eventually.holds("the queue was read", patience(), () -> {
                next.room();
                return questions(next) > 1; // the second follows the first answer
            });

            assertThat(next.room()).isZero();
            SubmissionException refused =
                    catchThrowableOfType(SubmissionException.class, () -> next.submit(shell("true")));
            assertThat(refused.kind()).isEqualTo(SubmissionException.Kind.TRANSIENT);
        }
        cluster.run("scancel", place).line();
        executor = create();
    }

    @Test
    void placesThatAControllerClosedWhenItWasKilledAreTakenBackForOthers() throws Exception {
        cluster.run("scontrol", "update", "partitionname=debug", "state=down").line();
        List<String> closed = new ArrayList<>();
        try (ArrayExecutor killed = places()) {
            Eventually.holds("places are queued", patience(), () -> {
                killed.expect(2, 2);
                return !queued("%F").isEmpty();
            });
            closed.addAll(queued("%F"));
            try (Stream<Path> batches = Files.list(folder.resolve("slots"))) {
                Files.createFile(batches.findFirst().orElseThrow().resolve("closed"));
            }
        }
        try (ArrayExecutor next = places()) {
            Eventually.holds("others are queued in their stead", patience(), () -> {
                next.expect(2, 2);
                return !queued("%F").isEmpty() && Collections.disjoint(queued("%F"), closed);
            });
        } finally {
            cluster.run("scontrol", "update", "partitionname=debug", "state=up").line();
        }
        executor = create();
    }

    @Test
    void placesMakeWayForAControllerButForThoseThatAreStartedAgainWithTheirJobs() throws Exception {
        JobHandle job = runningJobAndTwoPlacesThatWait();
        cluster.run("scontrol", "update", "partitionname=debug", "state=down").line();
        try {
            cluster.run("scontrol", "requeue", job.nativeId()).line();
            cluster.waitFor(
                    "it is to be started again", patience(), () -> queued("%i").contains(job.nativeId()));
            assertThat(queued("%i")).hasSize(3);

            new ClusterControllerJobs(
                            new SlurmScheduler(
                                    SlurmExecutorTest.environment(cluster), SlurmExecutorTest.FAST.timeout()),
                            SlurmExecutorTest.FAST)
                    .cancelPending(folder.getFileName().toString());

            assertThat(queued("%i")).containsExactly(job.nativeId());
        } finally {
            cluster.run("scancel", job.nativeId());
            cluster.run("scontrol", "update", "partitionname=debug", "state=up").line();
        }
        executor = create();
    }

    @Test
    void anArrayThatIsOverAndWhoseDirectoryCanNotBeRemovedYetDoesNoHarm() throws Exception {
        Path old = PlaceDirectory.create(folder.resolve("slots/old")).home();
        try (ArrayExecutor places = places()) {
            try (Mount busy = Mount.tmpfs(old.resolve("decisions"), "1m")) {
                Eventually.holds("a place waits", patience(), () -> {
                    places.expect(1, 1);
                    return places.room() == 1;
                });
                int before = questions(places);
                Eventually.holds("the queue was read again", patience(), () -> {
                    places.expect(1, 1);
                    return questions(places) > before + 1; // the second follows the first answer
                });
                assertThat(old).exists();
            }
            Eventually.holds("it is removed", patience(), () -> {
                places.expect(1, 1);
                return Files.notExists(old);
            });
        }
        executor = create();
    }

    private JobHandle runningJobAndTwoPlacesThatWait() throws Exception {
        try (ArrayExecutor places = places()) {
            Eventually.holds("a place waits", patience(), () -> {
                places.expect(3, 1);
                return places.room() == 1;
            });
            JobHandle job = places.submit(shell("sleep 300"));
            Eventually.holds(
                    "the job runs",
                    patience(),
                    () -> Files.exists(job.directory().resolve("started.json")));
            return job;
        }
    }

    private static int questions(ArrayExecutor places) {
        return Integer.parseInt(places.activity().replaceFirst("(?s)\\D+(\\d+) times.*", "$1"));
    }

    /** What waits in the queue: arrays, or places. */
    private List<String> queued(String format) {
        return cluster.run("squeue", "-h", "-r", "-t", "PENDING", "-o", format)
                .out()
                .lines()
                .distinct()
                .toList();
    }

    /** The file by which a place waits that a controller ordered which is no more. */
    private Path waitingPlace() throws Exception {
        try (ArrayExecutor killed = places()) {
            Eventually.holds("a place waits", patience(), () -> {
                killed.expect(1, 1);
                return killed.room() == 1;
            });
        }
        try (Stream<Path> files = Files.walk(folder.resolve("slots"))) {
            return files.filter(file -> file.getParent().endsWith("waiting"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
