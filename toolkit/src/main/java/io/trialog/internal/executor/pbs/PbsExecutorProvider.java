package io.trialog.internal.executor.pbs;

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

/** Submits each trial as a job of PBS; so it does with controllers. */
public final class PbsExecutorProvider implements ExecutorProvider {

    private static final String TYPE = "pbs";
    private static final int RANK = 10;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Option> options() {
        return PbsOptions.OF_JOBS;
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
    public boolean isAutomatic() {
        return true;
    }

    /** A job of PBS is there for trials, unless it is that of a notebook or of a launched study's controller. */
    @Override
    public Detection detect(ExecutorEnvironment environment) {
        PbsPresence presence = PbsPresence.of(environment);
        String job = environment.variables().getOrDefault("PBS_JOBID", "");
        boolean isForTrials = !job.isEmpty() && !environment.isNotebook() && !environment.isControllerJob();
        if (isForTrials) {
            return Detection.unsuitable("this process runs in job " + job + " of PBS, whose processors trials share");
        }
        return presence.isThere()
                ? Detection.suitable(RANK, presence.evidence())
                : Detection.unsuitable(presence.evidence());
    }

    @Override
    public Executor create(ExecutorContext context) {
        PollSettings settings = settings(context.options());
        return new ClusterExecutor(TYPE, new PbsScheduler(context.environment(), settings.timeout()), settings);
    }

    /** A question costs PBS's server more than Slurm's. */
    static PollSettings settings(Map<String, @Nullable Object> options) {
        return PollSettings.of(options, PollSettings.RARE);
    }

    @Override
    public ControllerJobs controllers(Map<String, String> environment) {
        return controllerJobs(environment);
    }

    static ControllerJobs controllerJobs(Map<String, String> environment) {
        PollSettings settings = PollSettings.RARE;
        return new ClusterControllerJobs(new PbsScheduler(environment, settings.timeout()), settings);
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new PbsChecks(environment, options);
    }
}
