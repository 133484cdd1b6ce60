package io.trialog.executor.local;

import io.trialog.executor.Executor;
import io.trialog.testing.ExecutorContract;
import java.time.Duration;

final class LocalExecutorTest extends ExecutorContract {

    @Override
    protected Executor create() {
        return new LocalExecutor();
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }
}
