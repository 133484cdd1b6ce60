package io.trialog.spi;

/** The state of a job, in terms that hold for every scheduler. */
public enum JobState {
    /** Waiting to be started. */
    QUEUED,
    /** Waiting for a person: held by its owner, an administrator or a failed dependency. */
    HELD,
    /** Its program runs. */
    RUNNING,
    /** Its program is stopped and goes on later. */
    SUSPENDED,
    /** Ending; its exit is not known yet. */
    FINISHING,
    /** Ended, with evidence: exit code or signal. */
    EXITED,
    /** Ended by its time limit. */
    TIMED_OUT,
    /** Ended because it used more memory than it had asked for. */
    OUT_OF_MEMORY,
    /** Ended by {@link Executor#cancel} or by somebody else. */
    CANCELLED,
    /** Ended by the infrastructure: node failure, preemption without requeue. */
    INFRASTRUCTURE_FAILURE,
    /** No trace of it and no evidence of its end. */
    LOST,
    /** A state that this version does not know; never final. */
    UNKNOWN;

    /**
     * Returns whether the job will not run any more. LOST and UNKNOWN are not final: the caller decides how long to
     * wait.
     *
     * @return whether the job will not run any more
     */
    public boolean isFinal() {
        return switch (this) {
            case EXITED, TIMED_OUT, OUT_OF_MEMORY, CANCELLED, INFRASTRUCTURE_FAILURE -> true;
            default -> false;
        };
    }
}
