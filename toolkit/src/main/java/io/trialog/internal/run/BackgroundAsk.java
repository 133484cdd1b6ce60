package io.trialog.internal.run;

import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one trial at a time on a thread of its own, so that a slow sampler keeps its loop from no report. To be used by the
 * thread of the loop only.
 */
final class BackgroundAsk implements AutoCloseable {

    private final Supplier<@Nullable TrialRecord> ask;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(BackgroundAsk::daemon);
    private @Nullable Future<Optional<TrialRecord>> underWay;

    /** @param ask asks for a trial; gives {@code null} if there is nothing left to propose */
    BackgroundAsk(Supplier<@Nullable TrialRecord> ask) {
        this.ask = ask;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "trialog-ask");
        thread.setDaemon(true);
        return thread;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    void begin() {
        underWay = thread.submit(() -> Optional.ofNullable(ask.get()));
    }

    /** Waits for the answer, at most this long; returns whether it is there. */
    boolean await(Duration timeout) throws InterruptedException {
        Future<Optional<TrialRecord>> asked = underWay;
        if (asked == null) {
            return true;
        }
        try {
            asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true; // the one who takes the answer hears of it
        } catch (TimeoutException e) {
            return false;
        }
    }

    /**
     * Takes the answer, and waits for it if need be.
     *
     * @throws RuntimeException what the ask threw
     */
    @Nullable
    TrialRecord take() {
        Future<Optional<TrialRecord>> asked = underWay;
        underWay = null;
        if (asked == null) {
            return null;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.get().orElse(null);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException("No trial was asked for: " + cause, cause);
    }

    /** Waits for an ask that is under way, whose trial stays for the next controller, and ends the thread. */
    @Override
    public void close() {
        thread.shutdown();
        take();
    }
}
