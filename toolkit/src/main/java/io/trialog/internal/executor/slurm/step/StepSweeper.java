package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.cluster.ClusterConnection;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Ends steps whose wrapper is gone, or out of reach on another machine. The scheduler is asked on a thread of its own; until it
 * has answered the state of such a job is not known.
 */
final class StepSweeper implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CommandRunner commands;
    private final ScheduledThreadPoolExecutor thread = ClusterConnection.newThread();
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    private enum Finding {
        ASKED,
        RUNS,
        GONE
    }

    StepSweeper(CommandRunner commands) {
        this.commands = commands;
    }

    /** The status of a job without a wrapper, once nothing is left of its step. */
    JobStatus swept(JobHandle job, JobStatus status) throws IOException {
        String allocation = StepRecord.allocation(job.directory());
        if (allocation.isEmpty() || look(job.token(), allocation, true) == Finding.GONE) {
            return status;
        }
        return JobStatus.of(JobState.FINISHING, "its wrapper is gone and its step is being ended");
    }

    /** The status of a job whose wrapper was started on another machine: by a controller in another allocation. */
    JobStatus elsewhere(JobHandle job, JobStatus status) throws IOException {
        String allocation = StepRecord.allocation(job.directory());
        boolean end = cancelled.contains(job.token());
        if (!allocation.isEmpty() && look(job.token(), allocation, end) == Finding.GONE) {
            return JobStatus.of(
                    end ? JobState.CANCELLED : JobState.LOST,
                    "its step in allocation " + allocation + " is gone and left no exit");
        }
        return status;
    }

    /** A job that is to end, wherever it is. */
    void cancelled(JobHandle job) {
        cancelled.add(job.token());
    }

    private Finding look(String token, String allocation, boolean end) {
        Finding finding = findings.getOrDefault(token, Finding.RUNS);
        if (finding == Finding.RUNS && !thread.isShutdown()) {
            findings.put(token, Finding.ASKED);
            Future<?> unused = thread.submit(() -> findings.put(token, ask(token, allocation, end)));
        }
        return finding;
    }

    private Finding ask(String token, String allocation, boolean end) {
        try {
            CommandRunner.Answer answer = commands.run(
                    List.of(
                            "squeue",
                            "--steps",
                            "--noheader",
                            "--jobs=" + allocation,
                            "--name=" + token,
                            "--format=%i"),
                    null,
                    TIMEOUT);
            List<String> steps = answer.output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (answer.isOk() && steps.isEmpty() || answer.errors().contains("Invalid job id")) {
                return Finding.GONE;
            }
            if (end && !steps.isEmpty()) {
                List<String> command = new ArrayList<>(List.of("scancel"));
                command.addAll(steps);
                commands.run(command, null, TIMEOUT);
            }
        } catch (IOException e) {
            return Finding.RUNS; // can't be told now
        }
        return Finding.RUNS;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
