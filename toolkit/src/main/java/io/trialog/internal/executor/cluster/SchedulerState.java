package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobState;

/** What a scheduler says about a job, in terms that hold for every scheduler. */
public enum SchedulerState {
    /** It waits to be started, for the first time or again. */
    QUEUED(JobState.QUEUED),
    /** It will not start by itself. */
    HELD(JobState.HELD),
    /** It runs. */
    RUNNING(JobState.RUNNING),
    /** It was stopped and may go on. */
    SUSPENDED(JobState.SUSPENDED),
    /** It is ending. */
    FINISHING(JobState.FINISHING),
    /** Its script ended with the exit code 0. */
    SUCCEEDED(JobState.EXITED),
    /** Its script failed: what that means is for the files of the job to say. */
    FAILED(JobState.INFRASTRUCTURE_FAILURE),
    /** The infrastructure ended it: a node failed, or a job of higher priority took its place. */
    INTERRUPTED(JobState.INFRASTRUCTURE_FAILURE),
    /** Somebody ended it. */
    CANCELLED(JobState.CANCELLED),
    /** It used more memory than it had asked for. */
    OUT_OF_MEMORY(JobState.OUT_OF_MEMORY),
    /** It reached its time limit. */
    TIMED_OUT(JobState.TIMED_OUT),
    /** This version does not know the scheduler's text; never final. */
    UNKNOWN(JobState.UNKNOWN);

    private final JobState jobState;

    SchedulerState(JobState jobState) {
        this.jobState = jobState;
    }

    /**
     * Returns the state of the job, as far as the scheduler alone tells it.
     *
     * @return the state
     */
    public JobState jobState() {
        return jobState;
    }

    /**
     * Returns whether the job is over, unless the scheduler starts it again.
     *
     * @return whether it is over
     */
    public boolean isFinal() {
        return jobState.isFinal();
    }

    /**
     * Returns whether the job waits to be started, for the first time or again.
     *
     * @return whether it waits
     */
    public boolean isWaiting() {
        return this == QUEUED || this == HELD;
    }

    /**
     * Returns whether the job's script ended by itself, as far as the scheduler knows.
     *
     * @return whether it did
     */
    boolean isEndOfScript() {
        return this == SUCCEEDED || this == FAILED;
    }
}
