package io.trialog.internal.protocol.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a file that another process appends to, line by line, in bounded steps and bounded memory. Holds no file
 * open in between. A last line without an end is left for later.
 */
final class LineTail {

    /**
     * A line.
     *
     * @param offset where it begins, in bytes
     * @param text its text without the end, malformed UTF-8 replaced
     * @param cut whether it was longer than allowed and only its beginning is here
     */
    record Line(long offset, String text, boolean cut) {}

    /** How many bytes one call reads at most, apart from the longest line. */
    private static final int CHUNK = 1 << 20;

    /** What is read per wanted line at first, in bytes. */
    private static final int TYPICAL = 256;

    private final Path file;
    private final int longest;
    private final boolean carriageReturnEnds;
    private long offset;
    private boolean skipping;
    private boolean more;

    /**
     * Follows {@code file} from its beginning.
     *
     * @param longest the longest line, in bytes, that is given out whole
     * @param carriageReturnEnds whether a carriage return ends a line too, as progress bars have it
     */
    LineTail(Path file, int longest, boolean carriageReturnEnds) {
        this.file = file;
        this.longest = longest;
        this.carriageReturnEnds = carriageReturnEnds;
    }

    Path file() {
        return file;
    }

    /** Whether the last call stopped at its bounds and not at the end of the file. */
    boolean hasMore() {
        return more;
    }

    /** The position behind the last line that was given out. */
    long offset() {
        return offset;
    }

    /**
     * The next lines.
     *
     * @param count at most so many
     * @param ended whether nothing will be appended any more, so that a last line without an end counts
     */
    List<Line> read(int count, boolean ended) throws IOException {
        more = false;
        if (!isPlain()) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < offset) {
                offset = 0; // written anew
                skipping = false;
            }
            byte[] bytes = bytes(channel, Math.min(CHUNK, (long) TYPICAL * count));
            if (endOfLine(bytes, 0) == bytes.length) {
                bytes = bytes(channel, (long) CHUNK + longest); // a line longer than most
            }
            boolean atEnd = offset + bytes.length >= size;
            return split(bytes, count, atEnd, ended);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether it is a file, or nothing yet: a pipe or a device would hold up whoever opens it. */
    boolean isPlain() {
        return Files.isRegularFile(file) || !Files.exists(file);
    }

    private byte[] bytes(FileChannel channel, long most) throws IOException {
        long available = Math.min(channel.size() - offset, most);
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, available));
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // until the buffer is full or the file ends
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private List<Line> split(byte[] bytes, int count, boolean atEnd, boolean ended) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        int end = endOfLine(bytes, start);
        while (end < bytes.length && lines.size() < count) {
            emit(bytes, start, end, lines);
            start = end + 1;
            end = endOfLine(bytes, start);
        }
        more = end < bytes.length || !atEnd;
        if (end == bytes.length && lines.size() < count) {
            boolean finished = ended && atEnd && start < bytes.length;
            if (finished || end - start > longest) {
                emit(bytes, start, end, lines);
                skipping = !finished;
                start = end;
            }
        }
        offset += start;
        return lines;
    }

    private void emit(byte[] bytes, int start, int end, List<Line> lines) {
        if (!skipping) {
            boolean cut = end - start > longest;
            int length = cut ? longest : end - start;
            lines.add(new Line(offset + start, new String(bytes, start, length, StandardCharsets.UTF_8), cut));
        }
        skipping = false;
    }

    private int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && !(carriageReturnEnds && bytes[end] == '\r')) {
            end++;
        }
        return end;
    }
}
