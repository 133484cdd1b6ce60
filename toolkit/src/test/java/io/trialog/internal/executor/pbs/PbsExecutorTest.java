package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.spi.Executor;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.PbsCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract of all executors, on a real OpenPBS. */
@Tag("processes")
final class PbsExecutorTest extends ExecutorContract {

    static final PollSettings FAST =
            new PollSettings(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(3));

    private static PbsCluster cluster;

    @BeforeAll
    static void start() {
        PbsCluster.assume();
        cluster = PbsCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    static ClusterExecutor executor(Map<String, String> environment) {
        return new ClusterExecutor("pbs", new PbsScheduler(environment, FAST.timeout()), FAST);
    }

    @Override
    protected Executor create() {
        return executor(cluster.environment());
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(90);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(200);
    }
}
