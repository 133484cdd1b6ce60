package io.trialog.internal.executor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import io.trialog.testing.Eventually;
import io.trialog.testing.ToyCluster;
import io.trialog.testing.ToyScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controllers as jobs of a scheduler that is not Slurm. */
@Tag("processes")
final class ClusterControllerJobsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private ToyCluster toy;
    private ControllerJobs jobs;

    @BeforeEach
    void start() {
        toy = ToyCluster.in(folder.resolve("toy"));
        jobs = controllers(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        toy.close();
    }

    private ControllerJobs controllers(Duration timeout) {
        PollSettings settings = new PollSettings(Duration.ofMillis(200), timeout, Duration.ofSeconds(20));
        return new ClusterControllerJobs(new ToyScheduler(toy.environment(), timeout), settings);
    }

    private ControllerJobs.Order order(String owner, String... after) throws Exception {
        Path script = Files.writeString(folder.resolve("controller.sh"), "#!/bin/sh\necho begun\nexec sleep 300\n");
        return new ControllerJobs.Order(owner, "higgs", folder, script, Map.of(), List.of(after));
    }

    /** Between the end of one job and the start of the next, the queue may be empty. */
    private boolean runs(String id) throws Exception {
        return jobs.of("study").stream().anyMatch(job -> job.id().equals(id) && job.end() != null);
    }

    @Test
    void aSuccessorWaitsForTheEndOfTheControllerBeforeIt() throws Exception {
        String first = jobs.submit(order("study"));
        String second = jobs.submit(order("study", first));
        jobs.submit(order("other"));
        Eventually.holds("the first runs", PATIENCE, () -> runs(first));

        List<ControllerJob> before = jobs.of("study");
        assertThat(before).extracting(ControllerJob::id).containsExactly(first, second);
        assertThat(before.get(0).isWaiting()).isFalse();
        assertThat(before.get(0).node()).isEqualTo("anvil");
        assertThat(before.get(1).isSuccessorOf(first)).isTrue();
        assertThat(jobs.isOver("toyland", first)).isFalse();

        jobs.cancel(List.of(first));
        Eventually.holds("the second runs", PATIENCE, () -> runs(second));

        assertThat(jobs.of("study")).extracting(ControllerJob::id).containsExactly(second);
        assertThat(jobs.isOver("toyland", first)).isTrue();
        assertThat(jobs.isOver("elsewhere", first)).isFalse();
        assertThat(folder.resolve(first + ".log")).hasContent("begun");
    }

    @Test
    void aControllerWhoseAnswerWasLostIsLookedUp() throws Exception {
        toy.set("hang", true);

        assertThat(controllers(Duration.ofSeconds(3)).submit(order("study"))).isEqualTo("toy-1");
    }

    @Test
    void aRefusedControllerIsToldWithItsReason() throws Exception {
        toy.refuse(2, "no toys today");

        SubmissionException refusal =
                catchThrowableOfType(SubmissionException.class, () -> jobs.submit(order("study")));

        assertThat(refusal.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(refusal).hasMessage("The controller was not submitted: no toys today");
    }
}
