package io.trialog.internal.journal.ledger;

import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.codec.EventId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a ledger across its epochs. What an epoch wrote behind the event at which a later one took over is left
 * out and kept in {@link #fenced()}.
 */
public final class LedgerSource implements LineSource {

    private final List<LedgerFiles.Segment> segments;
    private final List<Line> fenced = new ArrayList<>();
    private int at = -1;
    private @Nullable LineFile file;

    public LedgerSource(Path directory) {
        this(directory, 0);
    }

    /** Begins with the file that holds the event {@code from}. */
    public LedgerSource(Path directory, long from) {
        List<LedgerFiles.Segment> all = LedgerFiles.segments(directory);
        int first = 0;
        while (first < all.size() - 1 && all.get(first).end() <= from) {
            first++;
        }
        this.segments = all.subList(first, all.size());
    }

    /** Lines that were read but do not count, since a later epoch had taken over before them. */
    public List<Line> fenced() {
        return fenced;
    }

    @Override
    public @Nullable Line next() {
        while (true) {
            Line line = file == null ? null : file.next();
            if (line == null) {
                if (!nextFile()) {
                    return null;
                }
            } else if (EventId.seqOf(line.bytes()) >= segments.get(at).end() || isRemainder(line)) {
                fenced.add(line);
            } else {
                return line;
            }
        }
    }

    /** A piece of a line at the end of an epoch that has a successor. */
    private boolean isRemainder(Line line) {
        return file != null
                && !file.lastLineEnded()
                && segments.get(at).end() != Long.MAX_VALUE
                && EventId.seqOf(line.bytes()) < 0;
    }

    private boolean nextFile() {
        close();
        at++;
        if (at >= segments.size()) {
            return false;
        }
        file = new LineFile(segments.get(at).path());
        return true;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
