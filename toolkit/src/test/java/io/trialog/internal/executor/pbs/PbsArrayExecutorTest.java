package io.trialog.internal.executor.pbs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.PatientPlaces;
import io.trialog.testing.PbsCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of all executors for jobs in the elements of an array, on a real OpenPBS whose arrays have four of them. */
@Tag("processes")
final class PbsArrayExecutorTest extends ExecutorContract {

    private static PbsCluster cluster;

    @BeforeAll
    static void start() {
        PbsCluster.assume();
        cluster = PbsCluster.start("--set", "set server max_array_size = 4");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Places of a study that has its directory here. */
    static ArrayExecutor places(Map<String, String> environment, Path folder) {
        PbsScheduler pbs = new PbsScheduler(environment, PbsExecutorTest.FAST.timeout());
        return new ArrayExecutor(
                "pbs-array",
                pbs,
                new PbsArrays(pbs),
                PbsExecutorTest.FAST,
                new ArrayExecutor.Home(
                        folder.resolve("slots"), folder.getFileName().toString(), "contract"),
                Map.of("mem", "100M", "slot_wait", 20));
    }

    @Override
    protected Executor create() {
        return new PatientPlaces(
                places(cluster.environment(), folder),
                () -> cluster.waitFor(
                        "the end of all places",
                        Duration.ofSeconds(60),
                        () -> cluster.run("qselect").out().isBlank()));
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(90);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(200);
    }

    @Test
    void anArrayHasNoMoreElementsThanTheServerAllowsAndTheNextOneFollows() throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            jobs.add(executor.submit(shell("true")));
        }
        for (JobHandle job : jobs) {
            assertThat(awaitFinal(job).state()).isEqualTo(JobState.EXITED);
        }
    }
}
