package io.trialog.internal.journal;

import io.trialog.exception.JournalException;
import org.jspecify.annotations.Nullable;

/** The lines of one copy of the log, in order, unverified. Not safe for use by several threads. */
public interface LineSource extends AutoCloseable {

    /**
     * The next line, or {@code null} at the end.
     *
     * @throws JournalException if the copy can't be read on
     */
    @Nullable
    Line next();

    @Override
    void close();

    /** A source without lines. */
    static LineSource empty() {
        return new LineSource() {
            @Override
            public @Nullable Line next() {
                return null;
            }

            @Override
            public void close() {}
        };
    }
}
