package io.trialog.internal.journal.store;

/**
 * Something that was found in a copy of the log.
 *
 * @param kind what it means
 * @param file where
 * @param seq the sequence number concerned, -1 if it does not apply
 * @param offset the byte offset in the file (in the queue: the index of the document), -1 if it does not apply
 * @param message the whole story
 */
public record Finding(Kind kind, String file, long seq, long offset, String message) {

    /** What a finding means. */
    public enum Kind {
        /** Bytes that are no event where one should be. */
        DAMAGED,
        /** The copy ends before the other. */
        BEHIND,
        /** Whole events that do not count, since a later epoch took over before them. */
        SET_ASIDE,
        /** An end that was being written when the controller died and was never acknowledged. */
        TORN_END,
        /** Two whole copies that differ within one epoch. */
        FORKED
    }

    /** Whether nothing that was ever acknowledged is lost with it. */
    public boolean isHarmless() {
        return switch (kind) {
            case BEHIND, TORN_END, SET_ASIDE -> true;
            case DAMAGED, FORKED -> false;
        };
    }

    @Override
    public String toString() {
        return message;
    }
}
