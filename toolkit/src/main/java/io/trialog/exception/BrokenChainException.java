package io.trialog.exception;

/** A line is damaged or does not continue the one before. */
public final class BrokenChainException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long seq;
    private final String damage;

    /**
     * Says which event is damaged.
     *
     * @param seq the sequence number that was expected
     * @param damage what is wrong, as half a sentence
     */
    public BrokenChainException(long seq, String damage) {
        super("The event with seq " + seq + " must be whole and continue the one before, but " + damage + ".");
        this.seq = seq;
        this.damage = damage;
    }

    /**
     * Returns the sequence number that was expected.
     *
     * @return the sequence number
     */
    public long seq() {
        return seq;
    }

    /**
     * Returns what is wrong, as half a sentence.
     *
     * @return the damage
     */
    public String damage() {
        return damage;
    }
}
