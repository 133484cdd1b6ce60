package io.trialog.internal.journal.store;

import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One copy of the log while both are read together. */
final class CopyCursor {

    private final String name;
    private final LineSource source;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Line current;
    private boolean dropped;
    private long taken;
    private boolean gapReported;

    CopyCursor(String name, LineSource source) {
        this.name = name;
        this.source = source;
        this.current = source.next();
    }

    String name() {
        return name;
    }

    @Nullable
    Line peek() {
        return dropped ? null : current;
    }

    /** The line at the front counts. */
    void take() {
        taken++;
        current = source.next();
    }

    long taken() {
        return taken;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The line at the front is not the event {@code seq}, which the other side has. */
    void blame(long seq, String damage, EventCodec codec) {
        Line line = current;
        if (line == null) {
            return;
        }
        boolean whole = codec.checkHash(line.bytes()) == null;
        if (whole && EventId.seqOf(line.bytes()) > seq) {
            if (!gapReported) {
                add(Finding.Kind.DAMAGED, line, seq, "events from seq " + seq + " on are missing");
            }
            gapReported = true;
            return;
        }
        gapReported = false;
        if (whole && EventId.seqOf(line.bytes()) == seq) {
            drop(Finding.Kind.SET_ASIDE, seq, "events that no controller continues");
        } else {
            add(Finding.Kind.DAMAGED, line, seq, "the event with seq " + seq + " is damaged: " + damage);
            current = source.next();
        }
    }

    /** Nothing of this side counts any more. */
    void drop(Finding.Kind kind, long seq, String what) {
        Line first = current;
        long lines = 0;
        while (current != null) {
            lines++;
            current = source.next();
        }
        dropped = true;
        if (first != null) {
            add(kind, first, seq, what + " from seq " + seq + " on (" + lines + (lines == 1 ? " line)" : " lines)"));
        }
    }

    /** The largest seq that some whole line at the front or behind it proves to have been acknowledged; -1 if none. */
    long provenByTheRest(EventCodec codec, List<Line> rest) {
        long proven = -1;
        while (peek() != null && current != null) {
            rest.add(current);
            if (codec.checkHash(current.bytes()) == null) {
                proven = Math.max(proven, EventId.provenDurable(current.bytes()));
            }
            current = source.next();
        }
        return proven;
    }

    void add(Finding.Kind kind, Line line, long seq, String what) {
        findings.add(new Finding(
                kind,
                line.file(),
                seq,
                line.offset(),
                "In the " + name + ", " + line.file() + " at offset " + line.offset() + ": " + what + "."));
    }
}
