package io.trialog.internal.protocol.report;

import java.nio.file.Path;

/**
 * Something in a trial's files that could not be understood. The study goes on.
 *
 * @param file the file
 * @param offset where the line begins, in bytes
 * @param message what is wrong with it
 */
record Problem(Path file, long offset, String message) {

    @Override
    public String toString() {
        return file + ", offset " + offset + ": " + message;
    }
}
