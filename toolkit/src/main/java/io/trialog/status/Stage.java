package io.trialog.status;

/** What a study is doing. */
public enum Stage {
    /** Nobody runs it. */
    IDLE,
    /** A process holds it open, and runs nothing in it at the moment. */
    OPEN,
    /** Trials are asked for and run. */
    RUNNING,
    /** No further trial is started; running ones are waited for, or are being stopped. */
    STOPPING,
    /** The optimization ended in good order; the session says why. */
    ENDED,
    /** The optimization broke; the session says why. */
    FAILED,
    /** The process that ran it is gone without a goodbye. */
    DIED
}
