package io.trialog.testing;

import io.trialog.event.Envelope;
import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Durability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal that keeps its events in a list, without bytes and hashes: for tests of what stands above the journal. */
public final class ListJournal implements Journal {

    private final List<StoredEvent> events = new ArrayList<>();
    private int commits;

    @Override
    public synchronized StoredEvent append(Recording recording) {
        StudyEvent event = recording.event();
        long seq = events.size();
        Envelope envelope = new Envelope(
                seq,
                "e" + seq,
                Instant.ofEpochSecond(1_700_000_000L + seq),
                1,
                recording.cause(),
                event.getClass().getSimpleName(),
                1,
                recording.trial(),
                recording.attempt(),
                "",
                "");
        StoredEvent stored = new StoredEvent(envelope, event, new byte[0]);
        events.add(stored);
        return stored;
    }

    /** The events so far. */
    public synchronized List<StoredEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized void commit() {
        commits++;
    }

    /** How often somebody waited for the disk. */
    public synchronized int commits() {
        return commits;
    }

    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public synchronized long lastSeq() {
        return events.size() - 1;
    }

    @Override
    public synchronized long durableSeq() {
        return events.size() - 1;
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public void read(long from, EventHandler handler) {
        for (StoredEvent event : events().subList((int) from, (int) lastSeq() + 1)) {
            if (!handler.onEvent(event)) {
                return;
            }
        }
    }

    @Override
    public void close() {}
}
