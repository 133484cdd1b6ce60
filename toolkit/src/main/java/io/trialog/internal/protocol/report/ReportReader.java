package io.trialog.internal.protocol.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the report file of one run of a trial (one attempt, one restart): whole lines by offset, each given out once.
 *
 * <p>A torn last line waits for its rest. A bad line is reported as a problem with its place, and reading goes on behind it.
 * Of a line longer than {@value #LONGEST} bytes only the values at its beginning count. A line whose sequence number was seen before is dropped, so
 * that a new reader may start again at the beginning. Not thread-safe.
 */
public final class ReportReader {

    /** The longest line, in bytes. */
    public static final int LONGEST = 4 << 20;

    /**
     * What one call found.
     *
     * @param lines new lines, in the order of the file
     * @param problems lines that could not be understood
     * @param repeated how many lines were dropped because their number was seen before
     * @param more whether the call stopped at its bounds, and the next one will find more at once
     */
    public record Batch(List<ReportLine> lines, List<Problem> problems, int repeated, boolean more) {}

    private final LineTail tail;
    private final Sequences seen;
    private boolean toldOfNoFile;

    /** A reader of {@code file}, which need not exist yet. Numbers in {@code seen} were ingested before. */
    public ReportReader(Path file, Sequences seen) {
        this.tail = new LineTail(file, LONGEST, false);
        this.seen = seen;
    }

    /**
     * The next lines.
     *
     * @param count at most so many, so that a flood from one trial can't starve the others
     * @param ended whether the program is over, so that a last line without an end counts as it is
     */
    public Batch read(int count, boolean ended) throws IOException {
        List<ReportLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int repeated = 0;
        if (!tail.isPlain() && !toldOfNoFile) {
            toldOfNoFile = true;
            problems.add(
                    new Problem(tail.file(), 0, "It must be a file, but is a pipe or a device; it is not opened."));
        }
        for (LineTail.Line line : tail.read(count, ended)) {
            ReportLine parsed = parse(line, problems);
            if (parsed != null && seen.add(parsed.seq())) {
                lines.add(parsed);
            } else if (parsed != null) {
                repeated++;
            }
        }
        return new Batch(lines, problems, repeated, tail.hasMore());
    }

    private @Nullable ReportLine parse(LineTail.Line line, List<Problem> problems) {
        if (line.cut()) {
            problems.add(new Problem(
                    tail.file(),
                    line.offset(),
                    "A line must not be longer than " + LONGEST + " bytes; what stands behind that is left out."));
            return ReportParser.beginning(line.text(), line.offset());
        }
        if (line.text().isBlank()) {
            return null;
        }
        try {
            return ReportParser.parse(line.text(), line.offset());
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(tail.file(), line.offset(), String.valueOf(e.getMessage())));
            return null;
        }
    }
}
