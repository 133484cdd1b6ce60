package io.trialog.executor;

import org.jspecify.annotations.Nullable;

/**
 * A job's state and what is known about its end.
 *
 * @param state the state
 * @param reason the scheduler's own words for it, or an empty text
 * @param exitCode the exit code if it ended by itself
 * @param signal the signal that ended it
 * @param restart how often the scheduler restarted it
 */
public record JobStatus(
        JobState state,
        String reason,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        int restart) {

    /** A state without an end. */
    public static JobStatus of(JobState state, String reason) {
        return new JobStatus(state, reason, null, null, 0);
    }
}
