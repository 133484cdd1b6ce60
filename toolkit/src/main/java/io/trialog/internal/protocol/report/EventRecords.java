package io.trialog.internal.protocol.report;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Follows one event file of TensorBoard, record by record. A record is its length (8 bytes, little endian), the masked CRC-32C of
 * these bytes, the data, and their masked CRC-32C: the TFRecord format of TensorFlow. A record whose end is not written yet waits; what
 * stands behind a damaged length can't be found any more. Not safe for use by several threads.
 */
final class EventRecords {

    private static final int HEADER = 12;
    private static final int FOOTER = 4;
    /** What is larger holds images or models; it is passed over. */
    private static final long LARGEST = 64L << 20;

    private static final int MASK = 0xa282ead8;

    private final Path file;
    private long position;
    private boolean damaged;

    EventRecords(Path file) {
        this.file = file;
    }

    /**
     * The next whole records.
     *
     * @param most at most so many
     * @param problems told of records that are damaged
     */
    List<ByteBuffer> read(int most, List<String> problems) throws IOException {
        List<ByteBuffer> records = new ArrayList<>();
        if (damaged) {
            return records;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            while (records.size() < most && size - position >= HEADER + FOOTER) {
                ByteBuffer header = bytes(channel, position, HEADER);
                long length = header.getLong(0);
                if (masked(header, 0, Long.BYTES) != header.getInt(Long.BYTES) || length < 0) {
                    damaged = true;
                    problems.add("The event file " + file + " is damaged at byte " + position
                            + "; what stands behind that is not read.");
                    return records;
                }
                if (length > size - position - HEADER - FOOTER) {
                    return records; // its end is not written yet
                }
                take(channel, (int) Math.min(length, LARGEST + 1), records, problems);
                position += HEADER + length + FOOTER;
            }
        }
        return records;
    }

    private void take(FileChannel channel, int length, List<ByteBuffer> records, List<String> problems)
            throws IOException {
        if (length > LARGEST) {
            return;
        }
        ByteBuffer data = bytes(channel, position + HEADER, length + FOOTER);
        if (masked(data, 0, length) != data.getInt(length)) {
            problems.add(
                    "A record of the event file " + file + " at byte " + position + " is damaged, and is passed over.");
            return;
        }
        records.add(data.limit(length).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("The file became shorter while it was read.");
            }
        }
        return bytes.flip();
    }

    private static int masked(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(from).limit(from + length));
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + MASK;
    }
}
