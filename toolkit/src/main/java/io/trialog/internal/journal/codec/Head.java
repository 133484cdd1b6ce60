package io.trialog.internal.journal.codec;

import io.trialog.event.Envelope;
import java.time.Instant;

/**
 * The last event of a log.
 *
 * @param seq its sequence number, -1 before the first
 * @param hash its hash, empty before the first
 * @param epoch its epoch, 0 before the first
 * @param at its time
 */
public record Head(long seq, String hash, int epoch, Instant at) {

    /** Before the first event. */
    public static final Head NONE = new Head(-1, "", 0, Instant.EPOCH);

    public static Head of(Envelope envelope) {
        return new Head(envelope.seq(), envelope.hash(), envelope.epoch(), envelope.at());
    }
}
