package io.trialog.journal.ledger;

import io.trialog.journal.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file {@code acknowledged} beside the ledger's files: sequence number and hash of the last event when a controller
 * last ended in good order. A log that ends before it has lost something that was acknowledged.
 */
public final class Watermark {

    private static final String NAME = "acknowledged";

    private Watermark() {}

    /** The sequence number up to which the log must reach; -1 if nothing is recorded or the record is unreadable. */
    public static long read(Path ledger) {
        Path path = ledger.resolve(NAME);
        try {
            return Files.exists(path) ? Long.parseLong(Files.readString(path).split(" ", 2)[0]) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    static void write(Disk disk, Path ledger, Head end) throws IOException {
        Path temporary = ledger.resolve(NAME + '.' + end.epoch() + ".tmp");
        Files.deleteIfExists(temporary);
        byte[] text = (end.seq() + " " + end.hash() + "\n").getBytes(StandardCharsets.US_ASCII);
        try (Disk.File file = disk.create(temporary)) {
            file.write(ByteBuffer.wrap(text));
            file.force();
        }
        Files.move(
                temporary, ledger.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        disk.forceDirectory(ledger);
    }
}
