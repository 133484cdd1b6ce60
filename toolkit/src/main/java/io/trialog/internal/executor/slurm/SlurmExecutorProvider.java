package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.ClusterControllerJobs;
import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.Detection;
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

/** Submits each trial as a job of Slurm; so it does with controllers. */
public final class SlurmExecutorProvider implements ExecutorProvider {

    private static final String TYPE = "slurm";
    private static final int RANK = 10;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Option> options() {
        return SlurmOptions.OF_JOBS;
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(true, true, true, false);
    }

    @Override
    public boolean isAutomatic() {
        return true;
    }

    @Override
    public Detection detect(ExecutorEnvironment environment) {
        return environment.has("sbatch") && environment.has("squeue")
                ? Detection.suitable(
                        RANK,
                        "sbatch and squeue are there, and "
                                + OwnAllocation.of(environment).obstacle())
                : Detection.unsuitable("sbatch and squeue are not in the PATH");
    }

    @Override
    public Executor create(ExecutorContext context) {
        PollSettings settings = PollSettings.of(context.options(), PollSettings.POLITE);
        return new ClusterExecutor(TYPE, new SlurmScheduler(context.environment(), settings.timeout()), settings);
    }

    @Override
    public ControllerJobs controllers(Map<String, String> environment) {
        PollSettings settings = PollSettings.POLITE;
        return new ClusterControllerJobs(new SlurmScheduler(environment, settings.timeout()), settings);
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new SlurmChecks(environment, options);
    }
}
