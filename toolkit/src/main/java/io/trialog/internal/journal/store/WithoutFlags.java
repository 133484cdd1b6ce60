package io.trialog.internal.journal.store;

import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.journal.chronicle.ChronicleFlags;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.codec.Head;
import io.trialog.study.Durability;
import org.jspecify.annotations.Nullable;

/** A study of level {@code full} in a JVM without the flags that the queue needs: the ledger alone is written. */
final class WithoutFlags {

    /** How the log names the level that a controller without the flags had. */
    static final String LEVEL = "ledger (no flags)";

    private WithoutFlags() {}

    /** Whether the last controller had no flags, so that the queue is behind the ledger by design. */
    static boolean wasSo(StudyEvent.@Nullable ControllerStarted last) {
        return last != null && LEVEL.equals(last.durability());
    }

    /**
     * Returns whether the queue is left out: where nobody asked for one, and where it holds nothing that the ledger lacks.
     *
     * @param asked the level to open with
     * @param last what the last controller said, or {@code null}
     * @param head the end of the ledger
     * @throws JournalException if the flags are needed and missing
     */
    static boolean holds(
            OpenRequest request,
            Durability asked,
            StudyEvent.@Nullable ControllerStarted last,
            QueueStore queue,
            Head head) {
        if (asked == Durability.LEDGER || ChronicleFlags.missing().isEmpty()) {
            return false;
        }
        boolean may = head.seq() < 0 ? request.level() == null : wasSo(last) || queue.endsWith(head);
        if (asked != Durability.FULL || !may) {
            ChronicleFlags.require();
        }
        return true;
    }
}
