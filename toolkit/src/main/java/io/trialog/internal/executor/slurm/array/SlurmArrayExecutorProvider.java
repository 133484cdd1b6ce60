package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.internal.executor.slurm.SlurmChecks;
import io.trialog.internal.executor.slurm.SlurmOptions;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.spi.Option;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs trials in the tasks of Slurm job arrays. */
public final class SlurmArrayExecutorProvider implements ExecutorProvider {

    private static final List<Option> OPTIONS = Stream.concat(
                    SlurmOptions.OF_JOBS.stream(),
                    Stream.of(Option.duration("slot_wait", null, "How long a place waits for a trial. Default: 5m.")))
            .toList();

    @Override
    public String type() {
        return SlurmArrayExecutor.TYPE;
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
