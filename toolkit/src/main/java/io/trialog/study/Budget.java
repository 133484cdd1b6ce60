package io.trialog.study;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far to go.
 *
 * @param finished until the study holds this many COMPLETE or PRUNED trials
 * @param timeout and no longer than this; {@code null} for no limit
 * @param failuresInARow a circuit breaker: after so many FAIL trials in a row the loop stops
 * @param target the loop is done once a trial has reached this value of the first objective; {@code null} if never
 */
public record Budget(
        int finished,
        @Nullable Duration timeout,
        int failuresInARow,
        @Nullable Double target) {

    /** The circuit breaker's default. */
    public static final int FAILURES_IN_A_ROW = 5;

    /**
     * Checks and copies the parts.
     *
     * @param finished until the study holds this many COMPLETE or PRUNED trials
     * @param timeout and no longer than this; {@code null} for no limit
     * @param failuresInARow a circuit breaker: after so many FAIL trials in a row the loop stops
     * @param target the loop is done once a trial has reached this value of the first objective; {@code null} if never
     */
    public Budget {
        if (finished < 0) {
            throw new IllegalArgumentException("The number of trials (" + finished + ") must not be negative.");
        }
        if (failuresInARow < 1) {
            throw new IllegalArgumentException(
                    "The number of failures in a row (" + failuresInARow + ") must be at least 1.");
        }
    }

    /**
     * Without a target.
     *
     * @param finished until this many trials are COMPLETE or PRUNED
     * @param timeout how long at most
     * @param failuresInARow the loop stops after this many FAIL trials in a row
     */
    public Budget(int finished, @Nullable Duration timeout, int failuresInARow) {
        this(finished, timeout, failuresInARow, null);
    }

    /**
     * Until {@code n} trials are finished.
     *
     * @param n how many
     * @return until {@code n} trials are finished
     */
    public static Budget trials(int n) {
        return new Budget(n, null, FAILURES_IN_A_ROW);
    }

    /**
     * Returns the same with another limit of time.
     *
     * @param limit how long at most
     * @return the same with another limit of time
     */
    public Budget within(Duration limit) {
        return new Budget(finished, limit, failuresInARow, target);
    }

    /**
     * Returns the same budget, which also ends once a trial has reached a value of the first objective.
     *
     * @param value the value to reach, or to surpass
     * @return a changed copy
     */
    public Budget until(double value) {
        return new Budget(finished, timeout, failuresInARow, value);
    }

    /**
     * Returns the same budget, which also ends after this many failed trials in a row.
     *
     * @param inARow how many, at least 1
     * @return a changed copy
     */
    public Budget withFailures(int inARow) {
        return new Budget(finished, timeout, inARow, target);
    }

    /**
     * Returns when the time is up, from now on, or {@code null}.
     *
     * @param clock tells the time
     * @return when the time is up, from now on, or {@code null}
     */
    public @Nullable Instant deadline(InstantSource clock) {
        return timeout == null ? null : clock.instant().plus(timeout);
    }
}
