package io.trialog.internal.journal.ledger;

import io.trialog.event.StoredEvent;
import io.trialog.exception.LostEventsException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.codec.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The file {@code acknowledged} beside the ledger's files: sequence number and hash of an event that was acknowledged, and a
 * checksum of these. A controller writes it when it starts, every 30 seconds, and when it ends in good order. A log that ends
 * before it has lost something; a log that differs there was changed.
 *
 * @param seq the sequence number; -1 if nothing is known
 * @param hash the hash of that event; empty if nothing is known
 * @param trouble why nothing is known although something should be; empty if all is well
 */
public record Watermark(long seq, String hash, String trouble) {

    /** Nothing is known, and nothing needs to be. */
    public static final Watermark NONE = new Watermark(-1, "", "");

    private static final String NAME = "acknowledged";

    /** Returns whether a ledger has a mark, readable or not. */
    public static boolean isThere(Path ledger) {
        return Files.exists(ledger.resolve(NAME));
    }

    /** Reads the mark of a ledger. */
    public static Watermark read(Path ledger) {
        Path path = ledger.resolve(NAME);
        if (!Files.exists(path)) {
            return new Watermark(-1, "", path + " is missing");
        }
        try {
            return parsed(
                    path, Files.readString(path, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return new Watermark(-1, "", path + " can't be read (" + e + ")");
        }
    }

    /** Marks of early studies have no checksum. */
    private static Watermark parsed(Path path, String text) {
        String[] parts = text.split(" ", -1);
        boolean isWhole =
                parts.length == 2 || parts.length == 3 && parts[2].equals(checksum(parts[0] + " " + parts[1]));
        try {
            return isWhole ? new Watermark(Long.parseLong(parts[0]), parts[1], "") : damaged(path);
        } catch (NumberFormatException e) {
            return damaged(path);
        }
    }

    private static Watermark damaged(Path path) {
        return new Watermark(-1, "", path + " is damaged");
    }

    /**
     * Compares an event with the mark.
     *
     * @throws LostEventsException if the event has the sequence number of the mark, but another hash
     */
    void check(StoredEvent stored, Line line) {
        if (differs(stored)) {
            throw new LostEventsException(
                    "The event with seq " + seq
                            + " is not the one that was acknowledged: the log was changed at or before it" + " ("
                            + line.file() + " at offset " + line.offset() + ").",
                    seq,
                    seq);
        }
    }

    /** Returns whether an event has the sequence number of the mark, but another hash. */
    public boolean differs(StoredEvent stored) {
        return stored.envelope().seq() == seq && !stored.envelope().hash().equals(hash);
    }

    /** Returns this mark, or the end of the queue if that is later: what a queue ended with in good order was acknowledged, too. */
    public Watermark later(Head end) {
        return end.seq() > seq ? new Watermark(end.seq(), end.hash(), trouble) : this;
    }

    /** Returns whether a mark is there that says something. */
    public boolean isKnown() {
        return seq >= 0;
    }

    /** Returns whether the mark of a ledger says nothing although it should: a log of format 1 need not have one. */
    public boolean isNeeded(Path ledger, int logVersion) {
        return !isKnown() && (logVersion >= 2 || isThere(ledger));
    }

    /** Returns what to tell a person about a mark that says nothing; empty if there is nothing to tell. */
    public String note() {
        return trouble.isEmpty()
                ? ""
                : "The mark " + trouble
                        + ": whether acknowledged events are missing at the end of the log can't be told.";
    }

    /**
     * Writes the mark, unless a later one stands there.
     *
     * @param head an event that both copies hold
     */
    static void advance(Disk disk, Path ledger, Head head) throws IOException {
        if (read(ledger).seq() < head.seq()) {
            write(disk, ledger, head);
        }
    }

    /**
     * Writes the mark, whatever stands there: a person accepted a loss.
     *
     * @param head the last event that counts
     */
    public static void reset(Path ledger, Head head) throws IOException {
        write(Disk.REAL, ledger, head);
    }

    private static void write(Disk disk, Path ledger, Head head) throws IOException {
        Path temporary = ledger.resolve(NAME + '.' + head.epoch() + ".tmp");
        Files.deleteIfExists(temporary);
        String claim = head.seq() + " " + head.hash();
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
