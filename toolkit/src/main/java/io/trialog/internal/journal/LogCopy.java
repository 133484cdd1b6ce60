package io.trialog.internal.journal;

import io.trialog.internal.journal.codec.Head;
import java.io.IOException;
import java.util.List;

/** One copy of the log that is written. Used by one thread at a time. After any exception it must not be used again. */
public interface LogCopy {

    /** Writes lines behind the last one. */
    void append(List<byte[]> lines) throws IOException;

    /** Returns when everything written so far is on the disk, as far as the level in force asks for that. */
    void force() throws IOException;

    /**
     * Notes beside the copy that the log reaches as far as this, on the disk.
     *
     * @param durable the last event that all copies hold
     */
    default void mark(Head durable) throws IOException {}

    /**
     * Releases the copy.
     *
     * @param end the last event of the log if the end is clean, {@link Head#NONE} if nothing may be promised
     */
    void close(Head end) throws IOException;
}
