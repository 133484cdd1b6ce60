package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.NodeProbe;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.spi.Check;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ProbeSubject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at a Slurm cluster from where a controller would run, and from a compute node. */
public final class SlurmChecks implements ExecutorChecks {

    private static final NodeProbe.Programs PROGRAMS = new NodeProbe.Programs(
            List.of("sbatch", "scancel", "squeue"),
            "squeue --me -h && printf '#!/bin/sh\\ntrue\\n' | sbatch --test-only");

    private final ExecutorEnvironment environment;
    private final Map<String, @Nullable Object> options;
    private final Supplier<List<Check>> allocation;

    /** Checks for trials that are jobs of their own. */
    public SlurmChecks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        this(environment, options, List::of);
    }

    /**
     * Checks for trials that are parts of an allocation.
     *
     * @param environment the process of the controller
     * @param options the executor section of the study
     * @param allocation looks at the allocation
     */
    public SlurmChecks(
            ExecutorEnvironment environment, Map<String, @Nullable Object> options, Supplier<List<Check>> allocation) {
        this.environment = environment;
        this.options = options;
        this.allocation = allocation;
    }

    @Override
    public boolean isHere() {
        return environment.has("sbatch") && environment.has("squeue");
    }

    @Override
    public String evidence() {
        return isHere() ? "sbatch and squeue are there" : "sbatch and squeue are not in the PATH";
    }

    @Override
    public List<Check> scheduler() {
        return new SlurmCheck(environment.variables()).look();
    }

    @Override
    public List<Check> allocation() {
        return allocation.get();
    }

    @Override
    public List<Check> node(ProbeSubject subject, InstantSource clock, Duration timeout) throws IOException {
        Scheduler slurm = new SlurmScheduler(environment.variables(), NodeProbe.TIMEOUT);
        return new NodeProbe(slurm, PROGRAMS, subject, clock).run(options, timeout);
    }
}
