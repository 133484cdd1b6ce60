package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.spi.Executor;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.SlurmCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of all executors, on a real Slurm cluster. */
public final class SlurmExecutorTest extends ExecutorContract {

    public static final PollSettings FAST =
            new PollSettings(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(3));

    private static SlurmCluster cluster;

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

    public static Map<String, String> environment(SlurmCluster cluster) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(cluster.environment());
        return environment;
    }

    static ClusterExecutor executor(Map<String, String> environment) {
        return new ClusterExecutor("slurm", new SlurmScheduler(environment, FAST.timeout()), FAST);
    }

    @Override
    protected Executor create() {
        return executor(environment(cluster));
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(100);
    }
}
