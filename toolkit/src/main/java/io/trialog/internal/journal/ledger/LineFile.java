package io.trialog.internal.journal.ledger;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.codec.EventCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of one file, split at line feeds, also the last one if it has none. Overlong lines come in pieces. */
public final class LineFile implements LineSource {

    private static final int PIECE = 2 * EventCodec.MAX_LINE;

    private final String name;
    private final SeekableByteChannel channel;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int scanned;
    private int end;
    private long offset;
    private boolean ended;
    private boolean lastLineEnded = true;

    /** Begins at the start.
     *
     * @throws JournalException if the file can't be opened
     */
    public LineFile(Path path) {
        this(path, 0);
    }

    /** Begins at a byte offset. */
    public LineFile(Path path, long from) {
        this.name = path.toString();
        this.offset = from;
        try {
            this.channel = Files.newByteChannel(path).position(from);
        } catch (IOException e) {
            throw new JournalException(
                    "The file " + path + " must be readable, but is not: " + FileProblem.words(e), e);
        }
    }

    /** Whether the line returned last ended in a line feed. */
    public boolean lastLineEnded() {
        return lastLineEnded;
    }

    /** The byte offset behind the last line returned. */
    public long offset() {
        return offset;
    }

    @Override
    public @Nullable Line next() {
        while (true) {
            scanned = lineFeed(buffer, scanned, end);
            if (scanned < end) {
                return cut(scanned, true);
            }
            if (end - start >= PIECE) {
                return cut(end, false);
            }
            if (ended || !fill()) {
                return start < end ? cut(end, false) : null;
            }
        }
    }

    /** The place of the next line feed, {@code to} if there is none. On local variables alone: it sees every byte. */
    private static int lineFeed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private Line cut(int to, boolean lineFeed) {
        byte[] bytes = Arrays.copyOfRange(buffer, start, to);
        Line line = new Line(bytes, name, offset);
        int used = to - start + (lineFeed ? 1 : 0);
        offset += used;
        start += used;
        scanned = start;
        lastLineEnded = lineFeed;
        return line;
    }

    private boolean fill() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            scanned -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        try {
            int read = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
            ended = read < 0;
            end += Math.max(0, read);
            return !ended;
        } catch (IOException e) {
            throw new JournalException(
                    "The file " + name + " can't be read behind offset " + offset + ": " + FileProblem.words(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The file " + name + " could not be closed: " + FileProblem.words(e), e);
        }
    }
}
