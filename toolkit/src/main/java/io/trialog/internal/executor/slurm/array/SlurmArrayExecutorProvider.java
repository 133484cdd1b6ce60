package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.ClusterOptions;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.internal.executor.slurm.SlurmChecks;
import io.trialog.internal.executor.slurm.SlurmOptions;
import io.trialog.internal.executor.slurm.SlurmScheduler;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.spi.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs trials in the tasks of Slurm job arrays. */
public final class SlurmArrayExecutorProvider implements ExecutorProvider {

    private static final String TYPE = "slurm-array";

    private static final List<Option> OPTIONS = ClusterOptions.ofPlaces(SlurmOptions.OF_JOBS);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(true, true, true, false);
    }

    @Override
    public Executor create(ExecutorContext context) {
        PollSettings settings = PollSettings.of(context.options(), PollSettings.POLITE);
        SlurmScheduler slurm = new SlurmScheduler(context.environment(), settings.timeout());
        return new ArrayExecutor(TYPE, slurm, new SlurmArrays(slurm), settings, context);
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new SlurmChecks(environment, options);
    }
}
