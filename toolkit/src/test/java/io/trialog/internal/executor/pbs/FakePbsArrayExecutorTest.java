package io.trialog.internal.executor.pbs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.ClusterControllerJobs;
import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import io.trialog.testing.Eventually;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.FakePbs;
import io.trialog.testing.PatientPlaces;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of all executors for jobs in the elements of an array, on the fake PBS, and how places are arranged. */
final class FakePbsArrayExecutorTest extends ExecutorContract {

    private static final Pattern ELEMENT = Pattern.compile("\\d+\\[\\d+\\]\\.pbs1");

    private FakePbs pbs;

    @Override
    protected Executor create() {
        pbs = pbs == null ? FakePbs.in(folder.resolve("fake")) : pbs;
        return new PatientPlaces(PbsArrayExecutorTest.places(pbs.environment(), folder), () -> {
            try {
                awaitEmptyQueue();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void stop() {
        pbs.close();
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(100);
    }

    private void awaitEmptyQueue() throws Exception {
        Eventually.holds("no place is left", patience(), () -> queued().isEmpty());
    }

    private List<String> queued() {
        return pbs.run("qselect").out().lines().toList();
    }

    @Test
    void noMorePlacesAreQueuedThanMayRunAndASingleOneIsAJob() throws Exception {
        pbs.set("run", false);
        try (ArrayExecutor places = PbsArrayExecutorTest.places(pbs.environment(), folder)) {
            Eventually.holds("three places are queued", patience(), () -> {
                places.expect(20, 3);
                return queued().equals(List.of("0[].pbs1"));
            });
            assertThat(lastOptions("-J")).isEqualTo("0-2");

            Eventually.holds("a fourth one is a job", patience(), () -> {
                places.expect(20, 4);
                return queued().equals(List.of("0[].pbs1", "1.pbs1"));
            });
            assertThat(pbs.calls("qsub").get(1)).doesNotContain("-J");

            Eventually.holds("those too many are taken back", patience(), () -> {
                places.expect(1, 4);
                return pbs.calls("qdel").stream().mapToInt(List::size).sum() == 3;
            });
            places.expect(0, 0);
        }
        awaitEmptyQueue();
    }

    @Test
    void anArrayHasNoMoreElementsThanTheServerAllows() throws Exception {
        pbs.set("maxArraySize", 2);
        pbs.set("run", false);
        try (ArrayExecutor places = PbsArrayExecutorTest.places(pbs.environment(), folder)) {
            Eventually.holds("three places in two steps", patience(), () -> {
                places.expect(20, 3);
                return queued().equals(List.of("0[].pbs1", "1.pbs1"));
            });
            assertThat(lastOptions("-J")).isEqualTo("0-1");
            places.expect(0, 0);
        }
    }

    @Test
    void aLimitOfTheUserLetsFewerPlacesBeQueued() throws Exception {
        pbs.set("maxQueued", 2);
        pbs.set("run", false);
        try (ArrayExecutor places = PbsArrayExecutorTest.places(pbs.environment(), folder)) {
            Eventually.holds("two places are queued", patience(), () -> {
                try {
                    places.expect(20, 4);
                } catch (SubmissionException e) {
                    assertThat(e.kind()).isEqualTo(Kind.QUOTA);
                    assertThat(e).hasMessageContaining("would exceed complex's per-user limit");
                }
                return queued().equals(List.of("0[].pbs1"));
            });
            places.expect(0, 0);
        }
    }

    @Test
    void placesMakeWayForAControllerButForThoseThatAreStartedAgainWithTheirJobs() throws Exception {
        JobHandle job;
        try (ArrayExecutor places = PbsArrayExecutorTest.places(pbs.environment(), folder)) {
            pbs.set("slots", 1);
            Eventually.holds("a place waits", patience(), () -> {
                places.expect(3, 3);
                return places.room() == 1;
            });
            job = places.submit(shell("sleep 300"));
            assertThat(job.nativeId()).matches(ELEMENT);
            Eventually.holds(
                    "the job runs",
                    patience(),
                    () -> places.poll(List.of(job)).get(job.token()).state() == JobState.RUNNING);
        }
        pbs.set("slots", 0);
        pbs.rerun(job.nativeId());
        Eventually.holds(
                "it waits again",
                patience(),
                () -> pbs.run("qstat", "-x", "-t", "-f", "-F", "json", job.nativeId())
                        .out()
                        .contains("\"job_state\": \"Q\""));

        new ClusterControllerJobs(new PbsScheduler(pbs.environment(), Duration.ofSeconds(20)), PbsExecutorTest.FAST)
                .cancelPending(folder.getFileName().toString());

        assertThat(pbs.calls("qdel")).hasSize(1);
        assertThat(pbs.calls("qdel").get(0)).hasSize(2).doesNotContain(job.nativeId());
        pbs.run("qdel", job.nativeId());
    }

    private String lastOptions(String option) {
        return pbs.calls("qsub").stream()
                .filter(words -> words.contains(option))
                .reduce((one, other) -> other)
                .map(words -> words.get(words.indexOf(option) + 1))
                .orElse("");
    }
}
