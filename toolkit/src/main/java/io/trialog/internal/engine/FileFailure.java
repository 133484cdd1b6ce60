package io.trialog.internal.engine;

import io.trialog.internal.file.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Says for the command line why a file could not be read or written. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * Returns what went wrong.
     *
     * @param failure an IOException, or an exception that has one as its cause; any other is shown as it is
     * @return the rest of a sentence with its point
     */
    public static String words(Exception failure) {
        if (failure instanceof IOException e) {
            return FileProblem.words(e);
        } else if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return FileProblem.words(unchecked.getCause());
        }
        return failure.toString();
    }
}
