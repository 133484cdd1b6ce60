package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.slurm.OwnAllocation;
import io.trialog.internal.executor.slurm.SlurmChecks;
import io.trialog.internal.executor.slurm.SlurmOptions;
import io.trialog.spi.Check;
import io.trialog.spi.Detection;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.spi.JobHandle;
import io.trialog.spi.Option;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs trials as steps of the Slurm allocation that this process is in. */
public final class SlurmStepsExecutorProvider implements ExecutorProvider {

    private static final int RANK = 20;

    @Override
    public String type() {
        return SlurmStepsExecutor.TYPE;
    }

    @Override
    public List<Option> options() {
        return SlurmOptions.OF_STEPS;
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(true, false, false, true);
    }

    @Override
    public boolean isAutomatic() {
        return true;
    }

    @Override
    public Detection detect(ExecutorEnvironment environment) {
        OwnAllocation allocation = OwnAllocation.of(environment);
        return allocation.obstacle().isEmpty()
                ? Detection.suitable(
                        RANK, "this process is in allocation " + allocation.job() + " of Slurm, and srun is there")
                : Detection.unsuitable("");
    }

    @Override
    public Executor create(ExecutorContext context) {
        return new SlurmStepsExecutor(context.environment(), context.options());
    }

    /** A step's name, {@code JOB.STEP}, is known once its first task has been started. */
    @Override
    public String jobName(JobHandle job) throws IOException {
        StepRecord record = StepRecord.read(job.directory());
        return record == null ? "" : record.step();
    }

    @Override
    public ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return new SlurmChecks(environment, options, () -> allocation(environment.variables(), options));
    }

    private static List<Check> allocation(Map<String, String> environment, Map<String, @Nullable Object> options) {
        try (SlurmStepsExecutor executor = new SlurmStepsExecutor(environment, options)) {
            return executor.look();
        }
    }
}
