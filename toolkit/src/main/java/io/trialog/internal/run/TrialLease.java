package io.trialog.internal.run;

import io.trialog.exception.TrialogException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The right of one thread to act for a trial. A thread can't be ended from outside: when its loop is interrupted and it
 * goes on nevertheless, the lease is taken from it, and whatever it says later is refused and counted.
 *
 * <p>Safe for use by several threads; once {@link #revoke} has returned, nothing more is on its way.
 */
public final class TrialLease {

    private final int number;
    private final AtomicLong lateAnswers;
    private boolean revoked;
    private boolean over;
    private volatile boolean mistaken;

    TrialLease(int number, AtomicLong lateAnswers) {
        this.number = number;
        this.lateAnswers = lateAnswers;
    }

    /** One that nobody takes away: of a trial that was asked for by hand. */
    public static TrialLease ofManualTrial(int number) {
        return new TrialLease(number, new AtomicLong());
    }

    /**
     * Carries out something that the thread does for the trial.
     *
     * @throws TrialogException if the trial was given up; that ends most objectives which did not hear the interrupt
     */
    public synchronized <T> T submit(Supplier<T> action) {
        if (revoked) {
            lateAnswers.incrementAndGet();
            throw new TrialogException(
                    "Trial " + number + " was given up when its study was interrupted;"
                            + " what its thread says now is refused.\nMaybe let the objective end when its thread is interrupted.");
        }
        return action.get();
    }

    /** Remembers that the objective asked for what can't be suggested: a mistake in its code, which the next trial repeats. */
    public void mistake() {
        mistaken = true;
    }

    /** Whether the objective asked for what can't be suggested. */
    boolean isMistaken() {
        return mistaken;
    }

    /** Ends the trial unless it was given up; returns whether it was there to be ended. */
    synchronized boolean end(Runnable action) {
        if (revoked) {
            lateAnswers.incrementAndGet();
            return false;
        }
        over = true;
        action.run();
        return true;
    }

    /** Gives the trial up; returns whether it was still under way. */
    synchronized boolean revoke() {
        if (over || revoked) {
            return false;
        }
        revoked = true;
        return true;
    }
}
