package io.trialog.trial;

/** The state of an attempt, as it was seen last. The names stand in logs and databases; constants are never renamed. */
public enum AttemptState {
    /** About to be submitted. */
    INTENDED,
    /** Accepted; its job was not seen yet. */
    SUBMITTED,
    /** Not submitted. */
    REFUSED,
    /** Its job waits to be started. */
    QUEUED,
    /** Its job waits for a person. */
    HELD,
    /** Its program runs. */
    RUNNING,
    /** Its program is stopped and goes on later. */
    SUSPENDED,
    /** Its program ends; the exit is not known yet. */
    FINISHING,
    /** Its program ended by itself. */
    EXITED,
    /** Its time limit ended it. */
    TIMED_OUT,
    /** It used more memory than it had asked for. */
    OUT_OF_MEMORY,
    /** Trialog or somebody else ended it. */
    CANCELLED,
    /** The infrastructure ended it. */
    INFRASTRUCTURE_FAILURE,
    /** Nothing will come of it, through no fault of the program. */
    LOST,
    /** A state that this version does not know. */
    UNKNOWN;

    /**
     * Returns whether its job waits for its turn, or is on its way to the queue.
     *
     * @return whether the program has not begun, as far as is known
     */
    public boolean isWaiting() {
        return switch (this) {
            case INTENDED, SUBMITTED, QUEUED, HELD -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the program is there.
     *
     * @return whether it has begun and has not ended
     */
    public boolean isRunning() {
        return switch (this) {
            case RUNNING, SUSPENDED, FINISHING -> true;
            default -> false;
        };
    }

    /**
     * Returns whether its job was seen to end. A refused attempt has no job, and that of a lost one may turn up again.
     *
     * @return whether there is evidence that the job will not run any more
     */
    public boolean hasEnded() {
        return switch (this) {
            case EXITED, TIMED_OUT, OUT_OF_MEMORY, CANCELLED, INFRASTRUCTURE_FAILURE -> true;
            default -> false;
        };
    }
}
