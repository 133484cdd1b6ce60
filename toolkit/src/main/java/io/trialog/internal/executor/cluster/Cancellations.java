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
 * Ends jobs, and does not give up while the scheduler is away. A job that runs is asked first, by a signal to its wrapper,
 * which ends its program in good order. What is still there after its grace period, and what never started, is cancelled.
 */
final class Cancellations {

    private static final Duration BEYOND_GRACE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int ROUNDS_AT_THE_END = 3;

    private final Scheduler scheduler;
    private final ScheduledExecutorService thread;

    /** The jobs that are to end and of which the scheduler may not have heard yet, by id. */
    private final Map<String, JobHandle> unheard = new LinkedHashMap<>();

    Cancellations(Scheduler scheduler, ScheduledExecutorService thread) {
        this.scheduler = scheduler;
        this.thread = thread;
    }

    void begin(Collection<JobHandle> jobs) throws IOException {
        for (JobHandle job : jobs) {
            if (Files.exists(job.directory().resolve(JobFiles.EXIT))) {
                continue;
            }
            if (Files.isDirectory(job.directory())) {
                JobFiles.markCancelled(job.directory());
            }
            synchronized (this) {
                unheard.put(job.nativeId(), job);
            }
        }
        if (!thread.isShutdown()) {
            thread.execute(this::askAll);
        }
    }

    private synchronized List<JobHandle> unheard() {
        return new ArrayList<>(unheard.values());
    }

    private synchronized void heard(JobHandle job) {
        unheard.remove(job.nativeId());
    }

    private void askAll() {
        for (JobHandle job : unheard()) {
            try {
                ask(job);
                heard(job);
            } catch (IOException e) {
                later(this::askAll, RETRY);
                return;
            }
        }
    }

    private void ask(JobHandle job) throws IOException {
        StartRecord started = StartRecord.read(job.directory());
        if (started == null) {
            scheduler.cancel(List.of(job.nativeId()));
            return;
        }
        later(() -> end(job), started.grace().plus(BEYOND_GRACE));
        scheduler.askToEnd(job.nativeId());
    }

    private void end(JobHandle job) {
        try {
            if (!Files.exists(job.directory().resolve(JobFiles.EXIT))) {
                scheduler.cancel(List.of(job.nativeId()));
            }
        } catch (IOException e) {
            later(() -> end(job), RETRY);
        }
    }

    private void later(Runnable task, Duration delay) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Cancels at once what the scheduler has not heard of yet. Called before the thread ends. */
    void finish() {
        for (int i = 0; i < ROUNDS_AT_THE_END && !unheard().isEmpty(); i++) {
            for (JobHandle job : unheard()) {
                try {
                    scheduler.cancel(List.of(job.nativeId()));
                    heard(job);
                } catch (IOException e) {
                    continue; // in the next round
                }
            }
        }
    }
}
