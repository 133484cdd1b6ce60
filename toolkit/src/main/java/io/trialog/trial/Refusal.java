package io.trialog.trial;

/** Why an attempt was not submitted. The names stand in logs; constants are never renamed. */
public enum Refusal {
    /** Not submitted; a later submission may succeed. */
    TRANSIENT,
    /** It is unknown whether it was submitted. */
    AMBIGUOUS,
    /** Not submitted, because of a limit on the number of jobs. */
    QUOTA,
    /** Not submitted, and never will be as it stands. */
    PERMANENT,
    /** A reason that this version does not know. */
    UNKNOWN
}
