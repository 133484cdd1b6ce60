package io.trialog.internal.journal.chronicle;

import io.trialog.exception.JournalException;
import io.trialog.internal.journal.Batches;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a queue, read ahead by a thread of its own. Where Chronicle can't read on (it stops at a hole, and at a
 * damaged header), the rest of the file is searched for whole lines: the merge must know what stands behind a hole. {@link
 * #damage} tells that this was so.
 *
 * <p>The queue's metadata file is never looked at: it is not forced with the data, and a queue whose metadata is older than
 * its first event would be read as empty.
 */
public final class QueueSource implements LineSource {

    private static final int BATCH = 256;
    private static final int HEADER_BYTES = 64;
    /** How often to look again for what a running controller has written meanwhile. */
    private static final int PATIENCE = 100;

    private static final long NOT_COMPLETE = 0x8000_0000L;

    private final Path directory;
    private final Batches batches = new Batches();
    private List<Line> lines = new ArrayList<>(BATCH);
    private long count;
    private long position;
    private final @Nullable QueueView view;
    private volatile @Nullable String damage;

    /**
     * Reads the queue of a generation, which is not changed.
     *
     * @throws JournalException if it can't be looked at, since the temporary directory can't be used
     */
    public QueueSource(Path directory) {
        this.directory = directory;
        this.view = view(directory.resolve(Chronicle.FILE));
        Thread thread = new Thread(this::read, "trialog-queue-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Made before anything is read: trouble with the temporary directory is no damage of the queue. */
    private static @Nullable QueueView view(Path file) {
        try {
            return Files.exists(file) ? QueueView.of(file) : null;
        } catch (IOException e) {
            throw new JournalException("The queue " + file + " can't be looked at: " + e, e);
        }
    }

    /** Why the queue could not be read to its end, as half a sentence, or {@code null}. Known after the last line. */
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public @Nullable Line next() {
        return batches.next();
    }

    @SuppressWarnings("IllegalCatch") // a damaged queue can throw anything
    private void read() {
        try {
            damage = headerDamage();
            if (damage == null && view != null) {
                readDocuments(view);
            }
        } catch (Throwable e) { // a damaged file may also end in an InternalError
            damage = "it can't be read: " + e;
        }
        try {
            Path file = directory.resolve(Chronicle.FILE);
            if (!batches.isClosed() && damage != null && Files.exists(file)) {
                new LineSearch(file).linesFrom(position).forEach(this::add);
            }
        } catch (IOException | RuntimeException e) {
            damage = "it can't be read: " + e;
        }
        closeView();
        batches.put(lines);
        batches.end();
    }

    private void closeView() {
        try {
            if (view != null) {
                view.close();
            }
        } catch (IOException e) {
            return; // what is left in the temporary directory does no harm
        }
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

    private void readDocuments(QueueView view) throws IOException {
        Path file = directory.resolve(Chronicle.FILE);
        try (SingleChronicleQueue queue = Chronicle.open(view.directory(), true);
                ExcerptTailer tailer = queue.createTailer()) {
            boolean more = true;
            for (int i = 0; more && damage == null && i < PATIENCE; i++) {
                copy(tailer, file.toString());
                long last = queue.lastIndex();
                long claimed = last < 0 || last == Long.MAX_VALUE
                        ? 0
                        : queue.rollCycle().toSequenceNumber(last) + 1;
                List<Line> rest = new LineSearch(file).linesFrom(position);
                long before = count;
                copy(tailer, file.toString()); // what a controller wrote meanwhile
                more = count > before;
                if (!more && damage == null && (claimed != count || !rest.isEmpty())) {
                    damage = count + " documents are readable, but its index counts " + claimed + ", and behind offset "
                            + position + " there are " + rest.size() + " more events";
                }
            }
        }
    }

    private void copy(ExcerptTailer tailer, String file) {
        while (!batches.isClosed() && damage == null) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    break;
                }
                Bytes<?> bytes = document.wire().bytes();
                long offset = bytes.readPosition();
                byte[] line = new byte[(int) Math.min(bytes.readRemaining(), 2L * EventCodec.MAX_LINE)];
                bytes.read(line);
                if (!isLine(line)) {
                    damage = "at offset " + offset + " a document is no event";
                    return;
                }
                add(new Line(line, file, offset));
                position = offset + line.length;
            }
            count++;
        }
    }

    /** Whether it is worth to be looked at: the rest is up to the chain. */
    private static boolean isLine(byte[] line) {
        return EventId.seqOf(line) >= 0 && line[line.length - 1] == '}';
    }

    private void add(Line line) {
        lines.add(line);
        if (lines.size() == BATCH) {
            batches.put(lines);
            lines = new ArrayList<>(BATCH);
        }
    }

    @Override
    public void close() {
        batches.close();
    }
}
