package io.trialog.internal.executor.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code squeue} about all jobs of the user in one query, at most once per period, later and later while it does not
 * answer, and only while somebody looks. Safe for use by several threads.
 */
public final class QueueWatch {

    /** All jobs of the user. */
    public static final List<String> QUERY = List.of("squeue", "--me", "-h", "-r", "-t", "all", "-o", QueueRow.FORMAT);

    private static final int LONGEST_BACKOFF = 8;

    private final CommandRunner commands;
    private final ScheduledExecutorService thread;
    private final Duration period;
    private final Duration patience;
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

    public QueueWatch(CommandRunner commands, ScheduledExecutorService thread, Duration period, Duration patience) {
        this.commands = commands;
        this.thread = thread;
        this.period = period;
        this.patience = patience;
    }

    /** The last answer, or {@code null} before the first; makes sure that a newer one is on its way. */
    public @Nullable Snapshot latest() {
        wanted();
        return latest;
    }

    /** What is wrong with the scheduler, or an empty text. */
    String trouble() {
        return trouble;
    }

    private synchronized void wanted() {
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
            CommandRunner.Answer answer = commands.run(QUERY, null, patience);
            if (answer.isOk()) {
                latest = new Snapshot(++number, begun, QueueRow.parse(answer.output()));
                trouble = "";
                return true;
            }
            trouble =
                    answer.isTimeout() ? "squeue did not answer in " + patience.toSeconds() + " s" : answer.complaint();
        } catch (IOException e) {
            trouble = "squeue can't be run: " + e.getMessage();
        }
        return false;
    }

    /** How often the scheduler was asked, and what is wrong with it if something is. */
    public String activity() {
        String counts =
                "the scheduler " + commands.count() + " times, the queue every " + period.toMillis() / 1000.0 + " s";
        return trouble.isEmpty() ? counts : counts + "; now: " + trouble;
    }

    /** One query now, whatever the period. */
    public Map<String, QueueRow> now() throws IOException {
        CommandRunner.Answer answer = commands.run(QUERY, null, patience);
        if (!answer.isOk()) {
            throw new IOException("The queue can't be read: " + answer.complaint());
        }
        return QueueRow.parse(answer.output());
    }
}
