package io.trialog.internal.journal;

import io.trialog.internal.journal.codec.Head;
import java.io.IOException;

/**
 * Lets the mark beside the log follow what is durable: at once for the first events of a controller, then as often as was asked
 * for. Used by the thread that writes.
 */
final class Marking {

    private final DurableJournal.Parts parts;
    private long marked;
    private long markedAt;
    private boolean first = true;

    /** @param head the last event of the log so far */
    Marking(Head head, DurableJournal.Parts parts) {
        this.parts = parts;
        this.marked = head.seq();
    }

    boolean isDue(Head durable) {
        return marked < durable.seq()
                && (first || System.nanoTime() - markedAt >= parts.markAge().toNanos());
    }

    /** Writes the mark if that is due. */
    void follow(Head durable) throws IOException {
        if (!isDue(durable)) {
            return;
        }
        parts.fence().check();
        for (LogCopy copy : parts.copies()) {
            copy.mark(durable);
        }
        marked = durable.seq();
        markedAt = System.nanoTime();
        first = false;
    }
}
