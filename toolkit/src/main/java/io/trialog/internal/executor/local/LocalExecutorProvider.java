package io.trialog.internal.executor.local;

import io.trialog.spi.Detection;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;

/** Runs trials as processes of this machine: what {@code auto} stands for where nothing else suits. */
public final class LocalExecutorProvider implements ExecutorProvider {

    private static final int RANK = 1;

    @Override
    public String type() {
        return LocalExecutor.TYPE;
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(false, false, false, false);
    }

    @Override
    public boolean isAutomatic() {
        return true;
    }

    @Override
    public Detection detect(ExecutorEnvironment environment) {
        return Detection.suitable(RANK, "");
    }

    @Override
    public Executor create(ExecutorContext context) {
        return new LocalExecutor(context.environment());
    }
}
