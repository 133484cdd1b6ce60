package io.trialog.internal.journal.codec;

import java.nio.charset.StandardCharsets;

/**
 * Identifiers of events: origin, sequence number, and how many events before it were not yet known to be forced when it
 * was written, joined by {@code -}. The last part proves what was acknowledged, and so tells a torn end from damage.
 */
public final class EventId {

    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = ",\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private EventId() {}

    public static String of(String origin, long seq, long durable) {
        return origin + '-' + seq + '-' + (seq - 1 - durable);
    }

    /** The sequence number with which a line begins, or -1 if it begins otherwise. */
    public static long seqOf(byte[] line) {
        for (int i = 0; i < SEQ.length; i++) {
            if (i >= line.length || line[i] != SEQ[i]) {
                return -1;
            }
        }
        long seq = 0;
        int at = SEQ.length;
        while (at < line.length && line[at] >= '0' && line[at] <= '9' && seq < Long.MAX_VALUE / 20) {
            seq = 10 * seq + line[at] - '0';
            at++;
        }
        return at == SEQ.length ? -1 : seq;
    }

    /** The last event that was known to be forced when this one, of good bytes, was written; -1 if it does not say. */
    public static long provenDurable(byte[] line) {
        String start = new String(line, 0, Math.min(line.length, 300), StandardCharsets.ISO_8859_1);
        int id = start.indexOf(new String(ID, StandardCharsets.US_ASCII));
        int end = id < 0 ? -1 : start.indexOf('"', id + ID.length);
        int dash = end < 0 ? -1 : start.lastIndexOf('-', end);
        if (dash < id || dash + 1 >= end || end - dash > 18) {
            return -1;
        }
        for (int i = dash + 1; i < end; i++) {
            if (!Character.isDigit(start.charAt(i))) {
                return -1;
            }
        }
        return seqOf(line) - 1 - Long.parseLong(start.substring(dash + 1, end));
    }
}
