package io.trialog.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run a trial, as far as its job is known from the log.
 *
 * @param number counted from 1
 * @param token identifies the job for ever; empty if it ran inside the controller
 * @param executor where it was submitted
 * @param nativeId how the executor knows the job; empty until it was submitted
 * @param status its last state, and why
 * @param exitCode the exit code if the program ended by itself
 * @param signal the signal that ended it
 * @param restart how often the scheduler restarted it
 * @param intendedAt when it was decided to submit it
 * @param changedAt when the last state was seen
 * @param usage what it asked for and used
 */
public record Attempt(
        int number,
        String token,
        String executor,
        String nativeId,
        AttemptStatus status,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        int restart,
        Instant intendedAt,
        Instant changedAt,
        Usage usage) {

    /**
     * Returns an attempt that is about to be submitted.
     *
     * @param number the number, from 0
     * @param token identifies the attempt for ever
     * @param executor where it is submitted
     * @param usage what it asked for and used
     * @param at when
     * @return an attempt that is about to be submitted
     */
    public static Attempt intended(int number, String token, String executor, Usage usage, Instant at) {
        AttemptStatus intended = AttemptStatus.of(AttemptState.INTENDED, "");
        return new Attempt(number, token, executor, "", intended, null, null, 0, at, at, usage);
    }

    /**
     * This attempt, submitted.
     *
     * @param id how the executor knows the job
     * @param at when
     * @return this attempt, submitted
     */
    public Attempt submitted(String id, Instant at) {
        AttemptStatus submitted = AttemptStatus.of(AttemptState.SUBMITTED, "");
        return new Attempt(
                number, token, executor, id, submitted, null, null, restart, intendedAt, at, usage.submitted(at));
    }

    /**
     * This attempt in another state.
     *
     * @param newStatus the state that was seen
     * @param at when
     * @return this attempt in another state
     */
    public Attempt in(AttemptStatus newStatus, Instant at) {
        return new Attempt(
                number, token, executor, nativeId, newStatus, exitCode, signal, restart, intendedAt, at, usage);
    }

    /**
     * This attempt with another usage.
     *
     * @param other what it is compared with
     * @return this attempt with another usage
     */
    public Attempt using(Usage other) {
        return new Attempt(
                number, token, executor, nativeId, status, exitCode, signal, restart, intendedAt, changedAt, other);
    }

    /**
     * This attempt with what is known about its end.
     *
     * @param code the exit code, or {@code null}
     * @param bySignal the signal that ended it, or {@code null}
     * @param restarts how often the scheduler restarted it
     * @return this attempt with what is known about its end
     */
    public Attempt ended(@Nullable Integer code, @Nullable Integer bySignal, int restarts) {
        return new Attempt(
                number, token, executor, nativeId, status, code, bySignal, restarts, intendedAt, changedAt, usage);
    }

    /**
     * Returns its last state.
     *
     * @return the state
     */
    public AttemptState state() {
        return status.state();
    }

    /**
     * Returns the reason of the last state, in the executor's words or in Trialog's.
     *
     * @return the reason; may be empty
     */
    public String reason() {
        return status.reason();
    }

    /**
     * Returns why it is lost.
     *
     * @return the loss, or {@code null} if it is not lost
     */
    public @Nullable Loss loss() {
        return status.loss();
    }

    /**
     * Returns whether nothing will come of it, through no fault of the program.
     *
     * @return whether its state is LOST
     */
    public boolean isLost() {
        return state() == AttemptState.LOST;
    }

    /** {@return whether it is lost in a way that counts against the number of retries} */
    public boolean usedUpARetry() {
        Loss loss = loss();
        return loss != null && loss.usesUpRetry();
    }
}
