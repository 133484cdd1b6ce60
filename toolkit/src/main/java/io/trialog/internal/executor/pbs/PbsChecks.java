package io.trialog.internal.executor.pbs;

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
import org.jspecify.annotations.Nullable;

/** Looks at a PBS cluster from where a controller would run, and from a compute node. */
final class PbsChecks implements ExecutorChecks {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final NodeProbe.Programs PROGRAMS =
            new NodeProbe.Programs(List.of("qsub", "qstat", "qdel", "qselect", "pbs_attach"), "qstat -B");

    private final ExecutorEnvironment environment;
    private final Map<String, @Nullable Object> options;

    PbsChecks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        this.environment = environment;
        this.options = options;
    }

    @Override
    public boolean isHere() {
        return PbsPresence.of(environment).isThere();
    }

    @Override
    public String evidence() {
        return PbsPresence.of(environment).evidence();
    }

    @Override
    public List<Check> scheduler() {
        PbsPresence presence = PbsPresence.of(environment);
        return presence.isThere()
                ? new PbsCheck(new PbsScheduler(environment.variables(), TIMEOUT)).look()
                : List.of(Check.bad(
                        "scheduler", presence.evidence(), "Maybe this machine is no login node of a PBS cluster."));
    }

    @Override
    public List<Check> node(ProbeSubject subject, InstantSource clock, Duration timeout) throws IOException {
        Scheduler pbs = new PbsScheduler(environment.variables(), NodeProbe.TIMEOUT);
        return new NodeProbe(pbs, PROGRAMS, subject, clock).run(options, timeout);
    }
}
