package io.trialog.internal.journal.chronicle;

import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds whole lines in a damaged file by nothing but their own bytes: how they begin, how they end, and their hash. */
final class LineSearch {

    private static final byte[] BEGIN = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = HASH.length + 64 + 2;
    private static final int WINDOW = 4 << 20;

    private final Path file;
    private final EventCodec codec = new EventCodec();

    LineSearch(Path file) {
        this.file = file;
    }

    /** The whole lines that begin at an offset or behind it. */
    List<Line> linesFrom(long from) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            long at = from;
            byte[] window = window(channel, at);
            while (window.length >= BEGIN.length) {
                int used = search(window, at, lines);
                boolean isLast = window.length < WINDOW;
                at += isLast ? window.length : Math.max(used, window.length - EventCodec.MAX_LINE);
                window = window(channel, at);
            }
        }
        return lines;
    }

    private static byte[] window(FileChannel channel, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(WINDOW, channel.size() - at)));
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            continue;
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Returns the place behind the last line found. */
    private int search(byte[] window, long offset, List<Line> lines) {
        int at = 0;
        for (int begin = find(window, 0, BEGIN); begin >= 0; begin = find(window, at, BEGIN)) {
            byte[] line = lineAt(window, begin);
            if (line != null) {
                lines.add(new Line(line, file.toString(), offset + begin));
            }
            at = begin + (line == null ? 1 : line.length);
        }
        return at;
    }

    private byte @Nullable [] lineAt(byte[] window, int begin) {
        int limit = begin;
        while (limit < window.length && limit < begin + EventCodec.MAX_LINE && (window[limit] & 0xff) >= ' ') {
            limit++; // no control character stands in a line
        }
        for (int hash = find(window, begin, HASH);
                hash >= 0 && hash + TAIL <= limit;
                hash = find(window, hash + 1, HASH)) {
            int end = hash + TAIL;
            if (window[end - 1] == '}' && window[end - 2] == '"') {
                byte[] line = Arrays.copyOfRange(window, begin, end);
                if (EventId.seqOf(line) >= 0 && codec.checkHash(line) == null) {
                    return line;
                }
            }
        }
        return null;
    }

    private static int find(byte[] bytes, int from, byte[] what) {
        for (int at = from; at <= bytes.length - what.length; at++) {
            if (bytes[at] == what[0] && Arrays.equals(bytes, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
