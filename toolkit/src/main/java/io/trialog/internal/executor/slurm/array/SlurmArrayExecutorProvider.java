package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.internal.executor.slurm.SlurmChecks;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs trials in the tasks of Slurm job arrays. */
public final class SlurmArrayExecutorProvider implements ExecutorProvider {

    @Override
    public String type() {
        return SlurmArrayExecutor.TYPE;
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(true, true, true, false);
    }

    @Override
    public Executor create(ExecutorContext context) {
        return new SlurmArrayExecutor(
                context.environment(),
                PollSettings.of(context.options()),
                new SlurmArrayExecutor.Home(
                        context.directory().resolve("slots"), context.studyId(), context.studyName()),
                context.options());
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new SlurmChecks(environment, options);
    }
}
