package io.trialog.internal.executor.slurm;

import io.trialog.spi.Executor;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.FakeSlurm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract of all executors, on the fake scheduler: what other tests show with it is worth something. */
final class FakeSlurmExecutorTest extends ExecutorContract {

    private FakeSlurm slurm;

    @Override
    protected Executor create() {
        slurm = slurm == null ? FakeSlurm.in(folder.resolve("fake")) : slurm;
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(slurm.environment());
        return SlurmExecutorTest.executor(environment);
    }

    @AfterEach
    void stop() {
        slurm.close();
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
