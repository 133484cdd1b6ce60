package io.trialog.event;

import java.time.Instant;

/**
 * What surrounds every event.
 *
 * @param seq position in the log, gapless from 0
 * @param id unique identifier
 * @param at when, in UTC with microseconds; never decreasing along the log
 * @param epoch the controller that wrote it, counted from 1
 * @param cause the sequence number of the event that led to it, or -1
 * @param type the kind of event
 * @param version version of the kind's payload, from 1
 * @param trial the number of the trial it concerns, or -1
 * @param attempt the attempt of the trial it concerns, from 1, or 0
 * @param prev the hash of the event before, empty for the first
 * @param hash SHA-256, in hex, of the exact bytes of the line before {@code ,"hash"}
 */
public record Envelope(
        long seq,
        String id,
        Instant at,
        int epoch,
        long cause,
        String type,
        int version,
        int trial,
        int attempt,
        String prev,
        String hash) {}
