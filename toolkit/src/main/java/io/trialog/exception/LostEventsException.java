package io.trialog.exception;

/** Acknowledged events of a log are missing, or were changed. The message names the first and the last of them. */
public final class LostEventsException extends DamagedLogException {

    private static final long serialVersionUID = 1L;

    private final long from;
    private final long to;

    /**
     * Makes the exception.
     *
     * @param what what was found, in a sentence
     * @param from the sequence number of the first event that is missing or changed
     * @param to the sequence number of the last one that is known of
     */
    public LostEventsException(String what, long from, long to) {
        super(
                what,
                "Maybe a copy of the study is kept elsewhere: look for it first. 'trialog salvage' copies what is readable into a"
                        + " new study; 'trialog accept-loss NAME' goes on without these events, and records that.");
        this.from = from;
        this.to = to;
    }

    /**
     * Returns the first event that is missing or changed.
     *
     * @return its sequence number
     */
    public long from() {
        return from;
    }

    /**
     * Returns the last event that is known to be missing or changed.
     *
     * @return its sequence number
     */
    public long to() {
        return to;
    }
}
