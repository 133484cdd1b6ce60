package io.trialog.journal;

/**
 * One line of a copy of the log, as it was found: perhaps damaged.
 *
 * @param bytes the bytes without a line end; not to be modified
 * @param file where it stands
 * @param offset the position of its first byte in that file, or its index where a file has no such positions
 */
public record Line(byte[] bytes, String file, long offset) {}
