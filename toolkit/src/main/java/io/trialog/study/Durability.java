package io.trialog.study;

/** When an event counts as acknowledged. Constants are named in the log in lower case. */
public enum Durability {
    /** Queue and ledger are both forced to disk. */
    FULL,
    /** The ledger is forced to disk; there is no queue (no local disk). */
    LEDGER,
    /** The queue is forced to disk; the ledger is written at the end and on demand. */
    LOCAL,
    /** Nothing is written. */
    MEMORY
}
