package io.trialog.internal.run;

/** Which rule ended a loop whose trials failed. */
public enum FailureRule {
    /** As many trials failed in a row as {@code max_failures} allows. */
    IN_A_ROW,
    /** The first trial of a study without results threw, and nobody said how many failures are allowed. */
    FIRST_TRIAL,
    /** The trial failed that runs alone before the others, and nobody has seen one that works. */
    CANARY,
    /** The objective asked for a parameter that can't be suggested: every trial would fail in the same way. */
    SUGGESTION
}
