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

    /** The largest epoch that a ledger has a file name for; no study gets near it. */
    public static final int LARGEST_EPOCH = 999_999_999;

    /** Before the first event. */
    public static final Head NONE = new Head(-1, "", 0, Instant.EPOCH);

    public static Head of(Envelope envelope) {
        return new Head(envelope.seq(), envelope.hash(), envelope.epoch(), envelope.at());
    }
}
