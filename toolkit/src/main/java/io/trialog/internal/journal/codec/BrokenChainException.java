package io.trialog.internal.journal.codec;

import io.trialog.exception.JournalException;

/** A line is damaged or does not continue the one before. */
public final class BrokenChainException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long seq;
    private final String damage;

    public BrokenChainException(Head head, String damage) {
        super("The event with seq " + (head.seq() + 1) + " must be whole and continue the one before, but " + damage
                + ".");
        this.seq = head.seq() + 1;
        this.damage = damage;
    }

    /** The sequence number that was expected. */
    public long seq() {
        return seq;
    }

    /** What is wrong, as half a sentence. */
    public String damage() {
        return damage;
    }
}
