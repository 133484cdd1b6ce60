package io.trialog.internal.run;

/** What becomes of running command trials when the loop is interrupted: Ctrl-C, a stopped notebook cell. */
enum OnInterrupt {
    /** They are stopped and get a new attempt when the study goes on. */
    RETRY,
    /** They are stopped and end as FAIL. */
    FAIL,
    /** They are left running, and found again when the study goes on. */
    LEAVE
}
