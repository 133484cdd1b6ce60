package io.trialog.internal.journal.store;

import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.codec.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opened log.
 *
 * @param journal to append to, or {@code null} if the study was opened as a reader
 * @param head the last event that was handed out
 * @param isNew whether the study was created just now
 * @param notes what a user should know (repairs, what was set aside, file systems), one sentence or two each
 */
public record OpenedJournal(@Nullable Journal journal, Head head, boolean isNew, List<String> notes)
        implements AutoCloseable {

    /** Whether the study can only be read. */
    public boolean isReader() {
        return journal == null;
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
