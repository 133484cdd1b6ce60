package io.trialog.internal.executor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.ToyCluster;
import io.trialog.testing.ToyScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of all executors, on a scheduler that is not Slurm: another one needs no more than {@link ToyScheduler}. */
@Tag("processes")
final class ToySchedulerExecutorTest extends ExecutorContract {

    private static final PollSettings FAST =
            new PollSettings(Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(3));

    private ToyCluster toy;

    @Override
    protected Executor create() {
        toy = toy == null ? ToyCluster.in(folder.resolve("toy")) : toy;
        return on(toy, FAST);
    }

    private static ClusterExecutor on(ToyCluster toy, PollSettings settings) {
        return new ClusterExecutor("toy", new ToyScheduler(toy.environment(), settings.timeout()), settings);
    }

    @AfterEach
    void stop() {
        toy.close();
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(50);
    }

    @Test
    void aJobWaitsInTheQueueUntilTheSchedulerStartsItOnANode() throws Exception {
        toy.set("full", true);
        JobHandle job = executor.submit(shell("sleep 300"));
        await("the queue", () -> status(executor, job).reason().equals("waiting"));
        assertThat(status(executor, job).state()).isEqualTo(JobState.QUEUED);

        toy.set("full", false);

        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);
        await("the node", () -> status(executor, job).details().node().equals("anvil"));
        assertThat(job.nativeId()).isEqualTo("toy-1");
        assertThat(executor.activity()).contains("the queue every 0.2 s");
    }

    @Test
    void aSubmissionWhoseAnswerWasLostIsFoundByItsTag() throws Exception {
        toy.set("hang", true);
        toy.set("full", true); // so that the job's files say nothing yet
        JobSpec spec = shell("sleep 300");
        try (Executor hasty = on(toy, new PollSettings(FAST.poll(), Duration.ofSeconds(3), FAST.lookUpPeriod()))) {
            SubmissionException unclear = catchThrowableOfType(SubmissionException.class, () -> hasty.submit(spec));
            assertThat(unclear.kind()).isEqualTo(Kind.AMBIGUOUS);
        }

        assertThat(executor.find(spec.token(), spec.directory()))
                .isEqualTo(new JobHandle(spec.token(), "toy-1", spec.directory()));
    }

    @ParameterizedTest
    @CsvSource({"2, PERMANENT", "3, QUOTA", "75, TRANSIENT", "1, AMBIGUOUS"})
    void aRefusalIsPassedOnWithItsKindAndItsReason(int code, Kind kind) throws Exception {
        toy.refuse(code, "no toys today");

        SubmissionException refusal =
                catchThrowableOfType(SubmissionException.class, () -> executor.submit(shell("true")));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessage("Job contract_1 was not submitted: no toys today");
    }

    @Test
    void aJobThatSomebodyElseEndedIsCancelledAlsoIfOnlyTheAccountingRemembersIt() throws Exception {
        JobHandle job = executor.submit(shell("sleep 300"));
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);

        toy.set("forget", true);
        toy.run("toyrm", job.nativeId());

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(executor.poll(List.of(job)).get(job.token()).reason()).isEqualTo("ended (removed)");
    }

    @Test
    void aPreviewIsWhatTheSchedulerWouldBeTold() throws Exception {
        JobSpec spec = shell("true");

        assertThat(executor.preview(spec).command())
                .containsExactly(
                        "toyadd",
                        "--label",
                        "trialog:" + spec.token(),
                        "--name",
                        "contract_1",
                        "--dir",
                        spec.directory().toString(),
                        "--log",
                        "toy.log");
        assertThat(executor.test(executor.preview(spec))).isEqualTo("it would run on anvil");
        assertThat(executor.nodes(Map.of())).isEmpty();
    }
}
