package io.trialog.internal.journal.chronicle;

import io.trialog.internal.journal.codec.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code clean} of a generation says: how the queue ended in good order.
 *
 * @param seq the sequence number of its last event
 * @param hash the hash of that event
 * @param checksum the CRC-32C of the whole queue file, in hexadecimal digits
 * @param isProtected whether these three stand there with a checksum of their own; early versions wrote none
 */
record QueueEnd(long seq, String hash, String checksum, boolean isProtected) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64}) ([0-9a-f]+)(?: ([0-9a-f]+))?\n");

    static QueueEnd of(Head end, String checksum) {
        return new QueueEnd(end.seq(), end.hash(), checksum, true);
    }

    /** Reads the file's text; {@code null} if it is nothing of the kind. */
    static @Nullable QueueEnd parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        String own = form.group(4);
        QueueEnd end = new QueueEnd(Long.parseLong(form.group(1)), form.group(2), form.group(3), own != null);
        return own == null || end.text().equals(text) ? end : null;
    }

    String text() {
        String claim = seq + " " + hash + " " + checksum;
        CRC32C sum = new CRC32C();
        sum.update(claim.getBytes(StandardCharsets.US_ASCII));
        return claim + " " + Long.toHexString(sum.getValue()) + "\n";
    }

    /** Whether the queue ended with this event. */
    boolean isAt(Head head) {
        return seq == head.seq() && hash.equals(head.hash());
    }

    Head head() {
        return new Head(seq, hash, 0, Instant.EPOCH);
    }
}
