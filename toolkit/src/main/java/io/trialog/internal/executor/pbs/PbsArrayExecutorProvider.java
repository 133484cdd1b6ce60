package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.ClusterOptions;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.spi.ControllerJobs;
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

/** Runs trials in the elements of PBS job arrays. */
public final class PbsArrayExecutorProvider implements ExecutorProvider {

    private static final String TYPE = "pbs-array";
    private static final List<Option> OPTIONS = ClusterOptions.ofPlaces(PbsOptions.OF_JOBS);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public String remedy(String option) {
        return PbsOptions.remedy(option);
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(true, true, true, false);
    }

    @Override
    public Executor create(ExecutorContext context) {
        PollSettings settings = PbsExecutorProvider.settings(context.options());
        PbsScheduler pbs = new PbsScheduler(context.environment(), settings.timeout());
        return new ArrayExecutor(TYPE, pbs, new PbsArrays(pbs), settings, context);
    }

    @Override
    public ControllerJobs controllers(Map<String, String> environment) {
        return PbsExecutorProvider.controllerJobs(environment);
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new PbsChecks(environment, options);
    }
}
