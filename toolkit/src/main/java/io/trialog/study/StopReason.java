package io.trialog.study;

/** Why a loop ended. */
public enum StopReason {
    /** The study holds as many finished trials as were asked for. */
    DONE,
    /** A trial reached the value that was aimed at. */
    TARGET,
    /** A rule of the study ({@code stop_when}) says that no further trial is started. */
    RULE,
    /** The time budget is used up. */
    TIMEOUT,
    /** Somebody asked for it: {@code study.stop()}, {@code trialog stop}. */
    STOPPED,
    /** The thread was interrupted: Ctrl-C, a stopped notebook cell. */
    INTERRUPTED,
    /** Trials failed: too many in a row, the very first one, or since they asked for what can't be suggested. */
    FAILURES,
    /** The sampler has nothing left to propose: a grid is done. */
    EXHAUSTED,
    /** The controller can't go on: the journal was poisoned or fenced off. */
    BROKEN
}
