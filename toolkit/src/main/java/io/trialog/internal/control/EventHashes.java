package io.trialog.internal.control;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hashes of all events, 32 bytes each: for a projection to find out whether it was made from this log. */
final class EventHashes {

    private static final int BYTES = 32;

    private byte[] hashes = new byte[BYTES * 256];
    private int size;

    /** Adds the hash of the next event, in hex; an empty one of a journal without hashes counts as zeros. */
    void add(String hash) {
        if (hashes.length == size * BYTES) {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        }
        if (!hash.isEmpty()) {
            System.arraycopy(HexFormat.of().parseHex(hash), 0, hashes, size * BYTES, BYTES);
        }
        size++;
    }

    /** The hash of an event in hex, or {@code null} if there is no such event. */
    @Nullable
    String at(long seq) {
        if (seq < 0 || seq >= size) {
            return null;
        }
        int from = (int) seq * BYTES;
        return HexFormat.of().formatHex(hashes, from, from + BYTES);
    }
}
