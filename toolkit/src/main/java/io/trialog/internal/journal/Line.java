package io.trialog.internal.journal;

import org.jspecify.annotations.Nullable;

/**
 * One line of a copy of the log, as it was found: perhaps damaged.
 *
 * @param bytes the bytes without a line end; not to be modified
 * @param file where it stands
 * @param offset the position of its first byte in that file, or its index where a file has no such positions
 * @param checked whether its hash was checked already
 * @param damage what was wrong with it then, as half a sentence, or {@code null}
 */
public record Line(
        byte[] bytes,
        String file,
        long offset,
        boolean checked,
        @Nullable String damage) {

    /** A line that nobody has checked yet. */
    public Line(byte[] bytes, String file, long offset) {
        this(bytes, file, offset, false, null);
    }

    /** The same line with what a check of its hash found. */
    Line checked(@Nullable String found) {
        return new Line(bytes, file, offset, true, found);
    }
}
