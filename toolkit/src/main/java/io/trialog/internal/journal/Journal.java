package io.trialog.internal.journal;

import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.exception.JournalException;
import io.trialog.study.Durability;

/**
 * The event log of one open study: append, commit, read.
 *
 * <p>{@link #append} gives an event its place, its bytes and its hash and returns at once; {@link #commit} returns when
 * every event appended so far is durable at the journal's level. A side effect in the world happens only after the commit
 * of its event. Both may be called by any thread, also by one that is being interrupted: I/O happens on a thread of the
 * journal's own, and several waiting commits share one force.
 *
 * <p>After any failed write or force the journal is poisoned: every later call throws, and only opening the study again
 * (which verifies and repairs) continues it.
 */
public interface Journal extends AutoCloseable {

    /**
     * Appends an event.
     *
     * @param recording the event and what it concerns
     * @return the event as it is stored
     * @throws JournalException if the journal is poisoned, closed or fenced off by a later controller
     */
    StoredEvent append(Recording recording);

    /**
     * Waits until everything appended so far is durable.
     *
     * @throws JournalException if that failed; then nothing after the last successful commit counts as acknowledged
     */
    void commit();

    /** The epoch of this controller. */
    int epoch();

    /** The sequence number of the last event appended, -1 if there is none. */
    long lastSeq();

    /** The sequence number of the last durable event, -1 if there is none. */
    long durableSeq();

    /** The level in force. */
    Durability durability();

    /**
     * Reads the stored events {@code from..} up to the last durable one, in order.
     *
     * @throws JournalException if the log is damaged; the message names file, seq and offset
     */
    void read(long from, EventHandler handler);

    /** Commits, marks a clean end and releases everything. Idempotent. */
    @Override
    void close();
}
