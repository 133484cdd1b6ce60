package io.trialog.internal.journal.ledger;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.codec.EventId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a ledger, {@code 000001.jsonl} and so on, and which events of each count. */
public final class LedgerFiles {

    private static final String ENDING = ".jsonl";

    private LedgerFiles() {}

    /** The name of an epoch's file. */
    public static String name(int epoch) {
        return String.format(Locale.ROOT, "%06d%s", epoch, ENDING);
    }

    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a ledger file stands in a directory");
    }

    /** The files by epoch; empty if there is no such directory. */
    public static NavigableMap<Integer, Path> list(Path directory) {
        NavigableMap<Integer, Path> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            entries.forEach(path -> {
                String name = String.valueOf(path.getFileName());
                if (name.matches("\\d{6,9}\\.jsonl")) {
                    files.put(Integer.parseInt(name.substring(0, name.length() - ENDING.length())), path);
                }
            });
            return files;
        } catch (IOException e) {
            throw new JournalException(
                    "The ledger must be readable, but " + directory + " is not: " + FileProblem.words(e), e);
        }
    }

    /**
     * The files of a ledger in order, with the position at which the next epoch took over.
     *
     * @param path the file
     * @param end the first sequence number in it that no longer counts, since a later epoch continued before it
     */
    public record Segment(Path path, long end) {}

    /** The segments of a ledger in the order of their epochs. */
    public static List<Segment> segments(Path directory) {
        List<Segment> segments = new ArrayList<>();
        long end = Long.MAX_VALUE;
        for (Path path : list(directory).descendingMap().values()) {
            segments.add(0, new Segment(path, end));
            end = Math.min(end, firstSeq(path));
        }
        return segments;
    }

    /** The sequence number of the first event of a file, told by the first line that has one; none is the largest. */
    static long firstSeq(Path path) {
        try (LineFile lines = new LineFile(path)) {
            Line line = lines.next();
            for (int before = 0; line != null; before++) {
                long seq = EventId.seqOf(line.bytes());
                if (seq >= before && line.bytes()[line.bytes().length - 1] == '}') {
                    return seq - before;
                }
                line = lines.next();
            }
            return Long.MAX_VALUE;
        }
    }
}
