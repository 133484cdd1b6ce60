package io.trialog.trial;

/** Why an attempt was lost. */
public enum LossCause {
    /** The user interrupted the study. */
    INTERRUPTED,
    /** The user interrupted the study; the thread of the trial did not end. */
    THREAD_LEFT,
    /** The study ended before it could start the attempt. */
    NOT_STARTED,
    /** The study is a copy; the job belongs to the original. */
    COPIED,
    /** The controller ended that ran the trial on a thread of its own. */
    CONTROLLER_ENDED,
    /** Its submission was unclear, and no job turned up. */
    NEVER_SEEN,
    /** Its executor has no trace of the job; the loop has not decided on it yet. */
    NO_TRACE,
    /** Its executor had no trace of the job for so long that the loop gave it up. */
    VANISHED,
    /** The infrastructure ended its job. */
    INFRASTRUCTURE_FAILURE,
    /** Somebody else ended its job. */
    CANCELLED,
    /** Its time limit ended it. */
    TIMED_OUT,
    /** It used more memory than it had asked for. */
    OUT_OF_MEMORY,
    /** Its program ended by itself, to go on in another attempt. */
    EXITED,
    /** Nothing is known about its job. */
    NOTHING_KNOWN;

    /**
     * Returns whether a decision of the user took the attempt away. Such a loss does not use up a retry.
     *
     * @return whether the study was interrupted, stopped or copied
     */
    public boolean isInterruption() {
        return switch (this) {
            case INTERRUPTED, THREAD_LEFT, NOT_STARTED, COPIED -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the machines may be at fault.
     *
     * @return whether the job was given up after its node failed, or after it vanished
     */
    public boolean isInfrastructure() {
        return this == INFRASTRUCTURE_FAILURE || this == VANISHED;
    }
}
