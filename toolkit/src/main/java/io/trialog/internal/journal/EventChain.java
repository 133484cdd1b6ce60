package io.trialog.internal.journal;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.codec.TimestampText;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives new events their place behind the last one: sequence number, identifier, time and link. Not safe for use by
 * several threads.
 */
final class EventChain {

    private final EventCodec codec = new EventCodec();
    private final InstantSource clock;
    private final String origin;
    private final int epoch;
    private Head head;

    /**
     * A chain behind {@code head}.
     *
     * @param origin the first part of every identifier, different for every controller
     * @param head the last event so far
     */
    EventChain(InstantSource clock, String origin, int epoch, Head head) {
        this.clock = clock;
        this.origin = origin;
        this.epoch = epoch;
        this.head = head;
    }

    Head head() {
        return head;
    }

    int epoch() {
        return epoch;
    }

    /**
     * Writes the next event. If it can't be written the chain is as before.
     *
     * @param durable the sequence number of the last event that is known to be forced
     */
    StoredEvent next(Recording recording, long durable) {
        StoredEvent stored = codec.encode(envelope(recording, durable), recording.event());
        head = Head.of(stored.envelope());
        return stored;
    }

    private Envelope envelope(Recording recording, long durable) {
        long seq = head.seq() + 1;
        Instant now = TimestampText.truncate(clock.instant());
        Instant at = now.isBefore(head.at()) ? head.at() : now;
        String type = recording.event().getClass().getSimpleName();
        return new Envelope(
                seq,
                EventId.of(origin, seq, durable),
                at,
                epoch,
                recording.cause(),
                type,
                EventCodec.payloadVersion(type),
                recording.trial(),
                recording.attempt(),
                head.hash(),
                "");
    }
}
