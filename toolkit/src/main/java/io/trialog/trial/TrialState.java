package io.trialog.trial;

/** The state of a trial, spelled as in Optuna. Constants are never renamed or reordered. */
public enum TrialState {
    /** Running; its values are not known yet. */
    RUNNING,
    /** Finished with a value. */
    COMPLETE,
    /** Stopped by the pruner; its value is the last intermediate one, if that is a number. */
    PRUNED,
    /** The user's program failed; no sampler looks at it. */
    FAIL,
    /** Enqueued, not started. */
    WAITING;

    /** {@return whether the trial has ended for good} */
    public boolean isFinished() {
        return this == COMPLETE || this == PRUNED || this == FAIL;
    }
}
