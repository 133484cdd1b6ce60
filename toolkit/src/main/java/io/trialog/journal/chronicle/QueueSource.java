package io.trialog.journal.chronicle;

import io.trialog.journal.Line;
import io.trialog.journal.LineSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a queue, read ahead by a thread of its own. A queue that can't be read on simply ends; {@link #damage}
 * tells why.
 */
public final class QueueSource implements LineSource {

    private static final int BATCH = 256;
    private static final int HEADER_BYTES = 64;
    private static final long NOT_COMPLETE = 0x8000_0000L;

    private final Path directory;
    private final BlockingQueue<List<Line>> batches = new ArrayBlockingQueue<>(32);
    private List<Line> batch = List.of();
    private int at;
    private boolean ended;
    private volatile boolean closed;
    private volatile @Nullable String damage;

    /** Reads the queue of a generation, which is not changed. */
    public QueueSource(Path directory) {
        this.directory = directory;
        Thread thread = new Thread(this::read, "trialog-queue-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Why the queue could not be read to its end, as half a sentence, or {@code null}. Known after the last line. */
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public @Nullable Line next() {
        while (at == batch.size() && !ended) {
            try {
                batch = batches.take();
                at = 0;
                ended = batch.isEmpty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended = true;
                damage = "reading was interrupted";
            }
        }
        return ended ? null : batch.get(at++);
    }

    @SuppressWarnings("IllegalCatch") // a damaged queue can throw anything
    private void read() {
        try {
            damage = headerDamage();
            if (damage == null) {
                readDocuments();
            }
        } catch (Throwable e) { // a damaged file may also end in an InternalError
            damage = "it can't be read: " + e;
        }
        put(List.of());
    }

    /** Chronicle itself would wait long for the header of a file whose first page is lost. */
    private @Nullable String headerDamage() throws IOException {
        Path file = directory.resolve(Chronicle.FILE);
        if (!Files.exists(file)) {
            return "its file " + Chronicle.FILE + " is missing";
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(header, 0);
            long first = header.getInt(0) & 0xffff_ffffL;
            boolean whole = first != 0 && (first & NOT_COMPLETE) == 0 && channel.size() > (1 << 16);
            return whole ? null : "its first page is lost";
        }
    }

    private void readDocuments() {
        try (SingleChronicleQueue queue = Chronicle.open(directory, true);
                ExcerptTailer tailer = queue.createTailer()) {
            long count = copy(tailer);
            long last = queue.lastIndex();
            long claimed =
                    last < 0 || last == Long.MAX_VALUE ? 0 : queue.rollCycle().toSequenceNumber(last) + 1;
            if (!closed && claimed != count) {
                damage = count + " documents are readable, but its index counts " + claimed;
            }
        }
    }

    private long copy(ExcerptTailer tailer) {
        String file = directory.resolve(Chronicle.FILE).toString();
        List<Line> lines = new ArrayList<>(BATCH);
        long count = 0;
        while (!closed) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    break;
                }
                Bytes<?> bytes = document.wire().bytes();
                byte[] line = new byte[(int) bytes.readRemaining()];
                bytes.read(line);
                lines.add(new Line(line, file, count));
            }
            count++;
            if (lines.size() == BATCH) {
                put(lines);
                lines = new ArrayList<>(BATCH);
            }
        }
        if (!lines.isEmpty()) {
            put(lines);
        }
        return count;
    }

    private void put(List<Line> lines) {
        try {
            while (!closed && !batches.offer(lines, 100, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        batches.clear();
        ended = true;
    }
}
