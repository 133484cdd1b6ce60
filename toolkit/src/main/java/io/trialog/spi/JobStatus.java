package io.trialog.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's state and what is known about its end.
 *
 * @param state the state
 * @param reason the scheduler's own words for it, or an empty text
 * @param exitCode the exit code if it ended by itself
 * @param signal the signal that ended it
 * @param restart how often the scheduler restarted it
 * @param details what else is known; see {@link Details}
 */
public record JobStatus(
        JobState state,
        String reason,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        int restart,
        Details details) {

    /**
     * Where and how long a job ran.
     *
     * @param node the node by its name at the scheduler, else the host, or an empty text
     * @param since when the program was started, by its host's clock, or {@code null}
     * @param seconds how long it ran, once that is known
     * @param failed a node that failed under a run of the job which the scheduler started again, or will; told at least once
     */
    public record Details(
            String node,
            @Nullable Instant since,
            @Nullable Double seconds,
            @Nullable FailedNode failed) {

        /**
         * As far as no node failed.
         *
         * @param node the name of the machine
         * @param since since when
         * @param seconds for how long, in seconds
         */
        public Details(String node, @Nullable Instant since, @Nullable Double seconds) {
            this(node, since, seconds, null);
        }

        /** Nothing is known. */
        public static final Details NONE = new Details("", null, null);
    }

    /**
     * A node that failed.
     *
     * @param node its name at the scheduler
     * @param reason how that is known, with the time, so that no two failures of a node have the same reason
     */
    public record FailedNode(String node, String reason) {}

    /**
     * A state without details.
     *
     * @param state the state
     * @param reason why, in words
     * @param exitCode the exit code, or {@code null}
     * @param signal the signal that ended it, or {@code null}
     * @param restart how often the scheduler has restarted the job, from 0
     */
    public JobStatus(JobState state, String reason, @Nullable Integer exitCode, @Nullable Integer signal, int restart) {
        this(state, reason, exitCode, signal, restart, Details.NONE);
    }

    /**
     * Returns the same in another state, for another reason.
     *
     * @param other what it is compared with
     * @param why why, in words
     * @return the same in another state, for another reason
     */
    public JobStatus as(JobState other, String why) {
        return new JobStatus(other, why, exitCode, signal, restart, details);
    }

    /**
     * Returns the same on a node.
     *
     * @param node the name of the machine
     * @return the same on a node
     */
    public JobStatus on(String node) {
        return with(new Details(node, details.since(), details.seconds(), details.failed()));
    }

    /**
     * Returns the same after a node failed.
     *
     * @param failed the name of the machine that failed
     * @return the same after a node failed
     */
    public JobStatus after(FailedNode failed) {
        return with(new Details(details.node(), details.since(), details.seconds(), failed));
    }

    private JobStatus with(Details known) {
        return new JobStatus(state, reason, exitCode, signal, restart, known);
    }

    /**
     * Returns a state without an end.
     *
     * @param state the state
     * @param reason why, in words
     * @return a state without an end
     */
    public static JobStatus of(JobState state, String reason) {
        return new JobStatus(state, reason, null, null, 0);
    }
}
