package io.trialog.trial;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One try to run a trial, as far as its job is known from the log.
 *
 * @param number counted from 1
 * @param token identifies the job for ever; empty if it ran inside the controller
 * @param executor where it was submitted
 * @param nativeId how the executor knows the job; empty until it was submitted
 * @param state {@code INTENDED}, {@code SUBMITTED}, {@code REFUSED}, or a name of {@code executor.JobState}
 * @param reason the reason of the last state, in the executor's words or in Trialog's
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
        String state,
        String reason,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        int restart,
        Instant intendedAt,
        Instant changedAt,
        Usage usage) {

    private static final Set<String> CLUSTER_JOBS = Set.of("slurm", "slurm-array");

    /** The state of an attempt that is lost: nothing will come of it, and it was not the program's fault. */
    public static final String LOST = "LOST";

    /** How reasons begin when the user interrupted the attempt: such a loss does not use up a retry. */
    public static final String INTERRUPTED = "interrupted";

    /** How reasons begin when the program left word that it can go on from a checkpoint: no retry is used up either. */
    public static final String RESUMABLE = "it can go on";

    /** The state of an attempt whose submission failed; the reason begins with the kind of failure. */
    public static final String REFUSED = "REFUSED";

    /** An attempt that is about to be submitted. */
    public static Attempt intended(int number, String token, String executor, Usage usage, Instant at) {
        return new Attempt(number, token, executor, "", "INTENDED", "", null, null, 0, at, at, usage);
    }

    /** This attempt, submitted. */
    public Attempt submitted(String id, Instant at) {
        return new Attempt(
                number, token, executor, id, "SUBMITTED", "", null, null, restart, intendedAt, at, usage.submitted(at));
    }

    /** This attempt in another state. */
    public Attempt in(String newState, String newReason, Instant at) {
        return new Attempt(
                number,
                token,
                executor,
                nativeId,
                newState,
                newReason,
                exitCode,
                signal,
                restart,
                intendedAt,
                at,
                usage);
    }

    /** This attempt with another usage. */
    public Attempt using(Usage other) {
        return new Attempt(
                number,
                token,
                executor,
                nativeId,
                state,
                reason,
                exitCode,
                signal,
                restart,
                intendedAt,
                changedAt,
                other);
    }

    /** This attempt with what is known about its end. */
    public Attempt ended(@Nullable Integer code, @Nullable Integer bySignal, int restarts) {
        return new Attempt(
                number,
                token,
                executor,
                nativeId,
                state,
                reason,
                code,
                bySignal,
                restarts,
                intendedAt,
                changedAt,
                usage);
    }

    /** Whether it is a job of its own at the scheduler of a cluster, which knows it by {@link #nativeId}. */
    public boolean isClusterJob() {
        return CLUSTER_JOBS.contains(executor);
    }

    public boolean isLost() {
        return state.equals(LOST);
    }

    /** Whether it is lost in a way that counts against the number of retries. */
    public boolean usedUpARetry() {
        return isLost() && !reason.startsWith(INTERRUPTED) && !reason.startsWith(RESUMABLE);
    }
}
