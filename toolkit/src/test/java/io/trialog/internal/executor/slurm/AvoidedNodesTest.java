package io.trialog.internal.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.slurm.array.SlurmArrayExecutorProvider;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.testing.Eventually;
import io.trialog.testing.FakeSlurm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places and jobs that are there already, or wait in the queue, when a node turns out to be bad. */
@Tag("processes")
final class AvoidedNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private FakeSlurm slurm;
    private Executor places;
    private ClusterExecutor jobs;

    @BeforeEach
    void start() {
        slurm = FakeSlurm.in(folder.resolve("fake"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(slurm.environment());
        places = new SlurmArrayExecutorProvider()
                .create(new ExecutorContext(
                        environment,
                        Map.of("poll", 0.3, "scheduler_timeout", 20, "look_up", 3),
                        folder,
                        "owner",
                        "study"));
        jobs = SlurmExecutorTest.executor(environment);
    }

    @AfterEach
    void stop() throws Exception {
        places.expect(0, 0);
        places.close();
        jobs.close();
        slurm.close();
    }

    @Test
    void aPlaceThatWaitsThereIsSentHomeAndQueuedOnesAreReplacedByOthers() throws Exception {
        slurm.slots(2);
        arrange(() -> places.room() == 2); // on n1 and n2; two more tasks wait in the queue

        slurm.block("Resources");
        places.avoid(Set.of("n1"));
        assertThat(places.room()).isEqualTo(1);
        arrange(() -> slurm.calls("sbatch").size() == 2);
        slurm.block("");
        arrange(() -> places.room() == 2);

        assertThat(slurm.state("1_0")).isEqualTo("COMPLETED");
        assertThat(slurm.state("1_1")).isEqualTo("RUNNING");
        assertThat(List.of(slurm.state("1_2"), slurm.state("1_3"))).containsOnly("CANCELLED");
        assertThat(slurm.calls("sbatch").get(1)).contains("--exclude=n1");
    }

    @Test
    void nodesAreThoseOfThePartitionThatAreNotExcluded() throws Exception {
        assertThat(places.nodes(Map.of("partition", "high", "exclude", List.of("n[2-3]"))))
                .containsExactly("n1");
    }

    @Test
    void jobsThatWaitAreKeptAwayFromItTooAndWhatTheUserExcludesStaysExcluded() throws Exception {
        slurm.block("Resources");
        List<JobHandle> waiting = List.of(submit("a", List.of("n[2-3]")), submit("b", List.of()));

        assertThat(avoid(
                        Set.of("n1"),
                        waiting,
                        () -> excluded("1").equals("n[2-3],n1") && excluded("2").equals("n1")))
                .isEmpty();
        int asked = slurm.calls("scontrol").size();
        JobHandle later = submit("c", List.of("n1"));
        avoid(Set.of("n1"), List.of(waiting.get(0), waiting.get(1), later), answers(3));

        assertThat(asked).as("one update per list").isEqualTo(2);
        assertThat(slurm.calls("scontrol")).as("nothing is left to be done").hasSize(asked);
        assertThat(queries("%i|%x")).as("before and after").isEqualTo(2);
    }

    @Test
    void jobsWhoseListTheSchedulerDoesNotChangeAreLeftAndThatIsSaidOnce() throws Exception {
        slurm.block("Resources");
        slurm.next("scontrol")
                .times(-1)
                .ignored()
                .failing(1, "Access/permission denied for job 1")
                .then();
        List<JobHandle> waiting = List.of(submit("a", List.of()));

        List<String> notes = avoid(Set.of("n1"), waiting, answers(4));
        notes.addAll(avoid(Set.of("n1", "n2"), waiting, answers(4)));

        assertThat(notes)
                .containsExactly(
                        "Jobs that wait (1) may start on n1 all the same, since their lists of excluded nodes can't be"
                                + " changed: Access/permission denied for job 1");
        assertThat(slurm.calls("scontrol")).as("once per list").hasSize(2);
    }

    @Test
    void nothingIsAskedWithoutAJobThatWaitsNorForAPreview() throws Exception {
        jobs.preview(spec("a", List.of()));
        assertThat(jobs.avoid(Set.of("n1"))).isEmpty();
        JobHandle running = submit("a", List.of());
        Eventually.holds("the start", PATIENCE, () -> slurm.state("1").equals("RUNNING"));
        avoid(Set.of("n1"), List.of(running), answers(3));

        assertThat(slurm.calls("scontrol")).isEmpty();
        assertThat(queries("%i|%x")).isZero();
    }

    private JobHandle submit(String token, List<String> exclude) throws Exception {
        return jobs.submit(spec(token, exclude));
    }

    private JobSpec spec(String token, List<String> exclude) throws Exception {
        return new JobSpec(
                token,
                "job",
                List.of("sleep", "100"),
                Files.createDirectories(folder.resolve(token)),
                folder,
                Map.of(),
                null,
                Duration.ofSeconds(1),
                exclude.isEmpty() ? Map.of() : Map.of("exclude", exclude));
    }

    private List<String> avoid(Set<String> nodes, List<JobHandle> handles, Eventually.Condition condition)
            throws Exception {
        List<String> notes = new ArrayList<>();
        Eventually.holds("the jobs", PATIENCE, () -> {
            jobs.poll(handles);
            notes.addAll(jobs.avoid(nodes));
            return condition.holds();
        });
        return notes;
    }

    private Eventually.Condition answers(int more) {
        int before = queries("%B");
        return () -> queries("%B") >= before + more;
    }

    private int queries(String format) {
        return (int) slurm.calls("squeue").stream()
                .filter(words -> words.stream().anyMatch(word -> word.contains(format)))
                .count();
    }

    private String excluded(String id) {
        return slurm.run("squeue", "-h", "-j", id, "-o", "%x").out().strip();
    }

    private void arrange(Eventually.Condition condition) throws Exception {
        Eventually.holds("the places", PATIENCE, () -> {
            places.room();
            places.expect(4 - places.room(), 2);
            return condition.holds();
        });
    }
}
