package io.trialog.internal.executor.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the scheduler about all jobs of the user in one query: at most once per period, later and later while it does not
 * answer, and only while somebody looks. Safe for use by several threads.
 */
public final class QueueWatch {

    private static final int LONGEST_BACKOFF = 8;

    private final Scheduler scheduler;
    private final ScheduledExecutorService thread;
    private final Duration period;
    private volatile @Nullable Snapshot latest;
    private volatile String trouble = "";
    private boolean scheduled;
    private int failures;
    private long number;
    private long nextNanos = System.nanoTime();

    /**
     * One answer.
     *
     * @param number counts answers from 1
     * @param begunNanos when the query was begun, by {@link System#nanoTime}: jobs submitted after that may be missing
     * @param rows the jobs by id
     */
    public record Snapshot(long number, long begunNanos, Map<String, QueueRow> rows) {}

    QueueWatch(Scheduler scheduler, ScheduledExecutorService thread, Duration period) {
        this.scheduler = scheduler;
        this.thread = thread;
        this.period = period;
    }

    /**
     * Returns the last answer, and makes sure that a newer one is on its way.
     *
     * @return the answer, or {@code null} before the first
     */
    public @Nullable Snapshot latest() {
        scheduleQuery();
        return latest;
    }

    /** What is wrong with the scheduler, or an empty text. */
    String trouble() {
        return trouble;
    }

    private synchronized void scheduleQuery() {
        if (!scheduled && !thread.isShutdown()) {
            scheduled = true;
            long delay = Math.max(0, nextNanos - System.nanoTime());
            var unused = thread.schedule(this::ask, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void ask() {
        long begun = System.nanoTime();
        boolean ok = query(begun);
        synchronized (this) {
            failures = ok ? 0 : Math.min(failures + 1, LONGEST_BACKOFF);
            long wait = period.toNanos() << Math.min(failures, 3);
            nextNanos =
                    begun + wait + Math.floorMod(begun * 0x9E3779B97F4A7C15L, wait / 10 + 1); // controllers drift apart
            scheduled = false;
        }
    }

    private boolean query(long begun) {
        try {
            Map<String, QueueRow> rows = scheduler.jobs();
            latest = new Snapshot(++number, begun, rows);
            trouble = "";
            return true;
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** How often the scheduler was asked, and what is wrong with it if something is. */
    String activity() {
        String counts = "the scheduler " + scheduler.commandCount() + " times, the queue every "
                + period.toMillis() / 1000.0 + " s";
        return trouble.isEmpty() ? counts : counts + "; now: " + trouble;
    }
}
