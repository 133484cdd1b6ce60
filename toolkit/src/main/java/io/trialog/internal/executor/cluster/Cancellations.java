package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.job.StartRecord;
import io.trialog.spi.JobHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends jobs, and does not give up while the scheduler is away: a job that runs is asked first, by a signal to its wrapper,
 * which ends its program in good order; what is still there after its grace period, and what never started, is cancelled.
 */
public final class Cancellations {

    private static final Duration BEYOND_GRACE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** What scancel complains about when there is nothing left to end. */
    private static final List<String> GONE =
            List.of("Invalid job id", "already completing or completed", "Job/step already completing");

    private static final int TRIES_AT_THE_END = 3;

    private final CommandRunner commands;
    private final ScheduledExecutorService thread;
    private final Duration patience;

    /** Told to end, not yet known to have been: by id. */
    private final Map<String, JobHandle> untold = new LinkedHashMap<>();

    public Cancellations(CommandRunner commands, ScheduledExecutorService thread, Duration patience) {
        this.commands = commands;
        this.thread = thread;
        this.patience = patience;
    }

    public void begin(Collection<JobHandle> jobs) throws IOException {
        for (JobHandle job : jobs) {
            if (Files.exists(job.directory().resolve(JobFiles.EXIT))) {
                continue;
            }
            if (Files.isDirectory(job.directory())) {
                JobFiles.markCancelled(job.directory());
            }
            synchronized (this) {
                untold.put(job.nativeId(), job);
            }
        }
        if (!thread.isShutdown()) {
            thread.execute(this::tell);
        }
    }

    private synchronized List<JobHandle> untold() {
        return new ArrayList<>(untold.values());
    }

    private void tell() {
        for (JobHandle job : untold()) {
            if (!told(job)) {
                later(this::tell, RETRY);
                return;
            }
            synchronized (this) {
                untold.remove(job.nativeId());
            }
        }
    }

    private boolean told(JobHandle job) {
        try {
            StartRecord started = StartRecord.read(job.directory());
            if (started == null) {
                return scancel(List.of(job.nativeId()));
            }
            later(() -> end(job), started.grace().plus(BEYOND_GRACE));
            return scancel(List.of("--batch", "--signal=TERM", job.nativeId()));
        } catch (IOException e) {
            return false;
        }
    }

    private void end(JobHandle job) {
        try {
            if (!Files.exists(job.directory().resolve(JobFiles.EXIT)) && !scancel(List.of(job.nativeId()))) {
                later(() -> end(job), RETRY);
            }
        } catch (IOException e) {
            later(() -> end(job), RETRY);
        }
    }

    /** Whether the scheduler heard it. */
    private boolean scancel(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("scancel"));
        command.addAll(arguments);
        CommandRunner.Answer answer = commands.run(command, null, patience);
        return answer.isOk() || GONE.stream().anyMatch(answer.errors()::contains);
    }

    private void later(Runnable task, Duration delay) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Before the thread ends: what was not told yet is cancelled at once. */
    public void finish() {
        for (int i = 0; i < TRIES_AT_THE_END && !untold().isEmpty(); i++) {
            for (JobHandle job : untold()) {
                try {
                    if (scancel(List.of(job.nativeId()))) {
                        synchronized (this) {
                            untold.remove(job.nativeId());
                        }
                    }
                } catch (IOException e) {
                    return; // no scancel on this machine any more
                }
            }
        }
    }
}
