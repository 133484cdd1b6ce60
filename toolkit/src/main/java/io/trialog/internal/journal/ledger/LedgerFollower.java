package io.trialog.internal.journal.ledger;

import io.trialog.event.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a ledger that somebody else writes, across epochs. Not safe for use by several threads.
 *
 * <p>Each look reads the current epoch's file again; whoever looks every second at a study of some thousand events does
 * not notice.
 */
public final class LedgerFollower {

    private final Path ledger;
    private long next;

    /** Follows from an event on. */
    public LedgerFollower(Path ledger, long from) {
        this.ledger = ledger;
        this.next = from;
    }

    /** The events that came since the last look; empty if there are none. */
    public List<StoredEvent> poll() {
        List<StoredEvent> events = new ArrayList<>();
        LedgerReader.read(ledger, next, Long.MAX_VALUE, events::add);
        next += events.size();
        return events;
    }
}
