package io.trialog.internal.journal.chronicle;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.codec.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * A generation of the queue that is appended to.
 *
 * <p>Durability comes from {@link FileChannel#force}: Chronicle's own sync can silently do nothing. Before pages are
 * touched through the mapping they are written, so that a full disk is an {@link IOException} here and no fault in mapped
 * memory.
 */
final class QueueCopy implements LogCopy {

    /** The mark of a clean end: sequence number and hash of the last event, and a checksum of the file. */
    static final String CLEAN = "clean";

    private static final int AHEAD = 1 << 20;
    private static final int SLACK = 256 << 10;
    private static final int PAGE = 4096;

    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FileChannel file;
    private long position;
    private long reserved;

    private QueueCopy(Path directory, SingleChronicleQueue queue, FileChannel file) {
        this.directory = directory;
        this.queue = queue;
        this.file = file;
        this.appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Opens a generation, creating it if it does not exist, and takes away its mark of a clean end. The metadata is made
     * anew: nothing proves that of an old one.
     */
    @SuppressWarnings("IllegalCatch") // closes and throws on
    static QueueCopy open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve(Chronicle.METADATA));
        if (Files.deleteIfExists(directory.resolve(CLEAN))) {
            ForcedFile.forceDirectory(directory);
        }
        SingleChronicleQueue queue = Chronicle.open(directory, false);
        try {
            queue.singleThreadedCheckDisabled(true);
            queue.createAppender().close(); // metadata
            FileChannel file = FileChannel.open(
                    directory.resolve(Chronicle.FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new QueueCopy(directory, queue, file);
        } catch (IOException | RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    @Override
    public void append(List<byte[]> lines) throws IOException {
        for (byte[] line : lines) {
            reserve(line.length);
            try (DocumentContext document = appender.writingDocument()) {
                Bytes<?> bytes = document.wire().bytes();
                bytes.write(line);
                position = bytes.writePosition();
            }
        }
        Chronicle.checkErrors(directory);
    }

    private void reserve(int length) throws IOException {
        if (position == 0) {
            checkSpace();
            return;
        }
        if (reserved == 0) {
            allocate(0, Math.min(position, SLACK));
            reserved = position - position % PAGE;
        }
        while (reserved < position + length + SLACK) {
            allocate(reserved, reserved + AHEAD);
            reserved += AHEAD;
        }
    }

    /** Writes back what is there, which gives the holes of a sparse file their place on the disk. */
    private void allocate(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
            continue;
        }
        bytes.clear();
        while (bytes.hasRemaining()) {
            file.write(bytes, from + bytes.position());
        }
    }

    private void checkSpace() throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable < 8L * AHEAD) {
            throw new JournalException(
                    "The disk of the queue in " + directory + " must have " + 8L * AHEAD + " bytes left, but has "
                            + usable + ".\nMaybe free some space, or open the study at level 'ledger'.");
        }
    }

    @Override
    public void force() throws IOException {
        file.force(false);
        Chronicle.checkErrors(directory);
    }

    /** Forces everything that was created with the queue: data, metadata and the entries of the directory. */
    void forceAll() throws IOException {
        file.force(true);
        try (FileChannel metadata = FileChannel.open(directory.resolve(Chronicle.METADATA), StandardOpenOption.WRITE)) {
            metadata.force(true);
        }
        ForcedFile.forceDirectory(directory);
        Path root = directory.getParent();
        if (root != null) {
            ForcedFile.forceDirectory(root);
            Path above = root.getParent();
            if (above != null) {
                ForcedFile.forceDirectory(above);
            }
        }
    }

    @Override
    public void close(Head end) throws IOException {
        try (file;
                queue) {
            appender.close();
            if (end.seq() >= 0) {
                forceAll();
            }
        }
        if (end.seq() >= 0) {
            Chronicle.checkErrors(directory);
            writeMark(end);
        }
    }

    /** Of the whole file as it is now, headers and indexes included. */
    static String checksum(Path directory) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(AHEAD);
        try (FileChannel channel = FileChannel.open(directory.resolve(Chronicle.FILE))) {
            while (channel.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private void writeMark(Head end) throws IOException {
        Path mark = directory.resolve(CLEAN);
        byte[] text = QueueEnd.of(end, checksum(directory)).text().getBytes(StandardCharsets.US_ASCII);
        ForcedFile.create(mark, text);
        ForcedFile.forceDirectory(directory);
    }
}
