package io.trialog.internal.journal.ledger;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.journal.codec.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file {@code acknowledged} beside the ledger's files: sequence number and hash of the last event when a controller
 * last ended in good order, and a checksum of these. A log that ends before it has lost something that was acknowledged.
 */
public final class Watermark {

    private static final String NAME = "acknowledged";

    private Watermark() {}

    /** The sequence number up to which the log must reach; -1 if nothing is recorded or the record is unreadable. */
    public static long read(Path ledger) {
        Path path = ledger.resolve(NAME);
        try {
            if (!Files.exists(path)) {
                return -1;
            }
            List<String> parts = List.of(Files.readString(path).strip().split(" ", -1));
            boolean isWhole = parts.size() < 3 || parts.get(2).equals(checksum(parts.get(0) + " " + parts.get(1)));
            return isWhole ? Long.parseLong(parts.get(0)) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    static void write(Disk disk, Path ledger, Head end) throws IOException {
        Path temporary = ledger.resolve(NAME + '.' + end.epoch() + ".tmp");
        Files.deleteIfExists(temporary);
        String claim = end.seq() + " " + end.hash();
        byte[] text = (claim + " " + checksum(claim) + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFile.replace(ledger.resolve(NAME), temporary, path -> write(disk, path, text));
        disk.forceDirectory(ledger);
    }

    private static void write(Disk disk, Path path, byte[] text) throws IOException {
        try (Disk.File file = disk.create(path)) {
            file.write(ByteBuffer.wrap(text));
            file.force();
        }
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
