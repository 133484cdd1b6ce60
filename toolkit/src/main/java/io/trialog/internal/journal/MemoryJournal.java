package io.trialog.internal.journal;

import io.trialog.event.Envelope;
import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.codec.TimestampText;
import io.trialog.study.Durability;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lives as long as its JVM: level {@link Durability#MEMORY}.
 *
 * <p>Appending is cheap: the events that {@link #append} returns have neither bytes nor hashes (empty). {@link #read} gives
 * the complete events, which are written, hashed and chained when they are first asked for.
 *
 * <p>Safe for use by several threads.
 */
public final class MemoryJournal implements Journal {

    private static final byte[] NOT_WRITTEN = new byte[0];

    private final InstantSource clock;
    private final String origin;
    private final EventCodec codec = new EventCodec();
    private final List<StoredEvent> events = new ArrayList<>();
    private int written;
    private Instant last = Instant.EPOCH;
    private boolean closed;

    /** An empty journal. */
    public MemoryJournal(InstantSource clock) {
        this(clock, "memory");
    }

    /**
     * An empty journal.
     *
     * @param origin the first part of the events' identifiers
     */
    public MemoryJournal(InstantSource clock, String origin) {
        this.clock = clock;
        this.origin = origin;
    }

    /**
     * A journal that goes on where another one stands, which stays as it is.
     *
     * @param before the complete events of that one, from its first on
     */
    public static MemoryJournal after(List<StoredEvent> before, InstantSource clock) {
        MemoryJournal journal = new MemoryJournal(clock);
        journal.events.addAll(before);
        journal.written = before.size();
        journal.last = before.isEmpty()
                ? Instant.EPOCH
                : before.get(before.size() - 1).envelope().at();
        return journal;
    }

    @Override
    public synchronized StoredEvent append(Recording recording) {
        StudyEvent event = recording.event();
        checkOpen();
        int seq = events.size();
        Instant now = TimestampText.truncate(clock.instant());
        last = now.isBefore(last) ? last : now;
        String type = event.getClass().getSimpleName();
        Envelope envelope = new Envelope(
                seq,
                EventId.of(origin, seq, seq - 1L),
                last,
                epoch(),
                recording.cause(),
                type,
                EventCodec.payloadVersion(type),
                recording.trial(),
                recording.attempt(),
                "",
                "");
        StoredEvent stored = new StoredEvent(envelope, EventCodec.canonical(event), NOT_WRITTEN);
        events.add(stored);
        return stored;
    }

    @Override
    public synchronized void commit() {
        checkOpen();
    }

    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public synchronized long lastSeq() {
        return events.size() - 1L;
    }

    @Override
    public long durableSeq() {
        return lastSeq();
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public void read(long from, EventHandler handler) {
        long seq = Math.max(0, from);
        StoredEvent next = written(seq);
        while (next != null && handler.onEvent(next)) {
            seq++;
            next = written(seq);
        }
    }

    private synchronized @Nullable StoredEvent written(long seq) {
        checkOpen();
        while (written <= seq && written < events.size()) {
            String prev = written == 0 ? "" : events.get(written - 1).envelope().hash();
            StoredEvent draft = events.get(written);
            events.set(written, codec.encode(withPrev(draft.envelope(), prev), draft.event()));
            written++;
        }
        return seq < events.size() ? events.get((int) seq) : null;
    }

    private static Envelope withPrev(Envelope e, String prev) {
        return new Envelope(
                e.seq(), e.id(), e.at(), e.epoch(), e.cause(), e.type(), e.version(), e.trial(), e.attempt(), prev, "");
    }

    private void checkOpen() {
        if (closed) {
            throw new JournalException("The journal must be open, but was closed.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
