package io.trialog.internal.protocol.report;

import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of one attempt, listed anew once in eight calls: their directory may be on a slow file system. For one thread. */
final class FileListing {

    private static final int CALLS_PER_LISTING = 8;

    private final OwnFiles files;
    private final EndedAttempt attempt;
    private List<Path> found = List.of();
    private int calls;

    FileListing(OwnFiles files, EndedAttempt attempt) {
        this.files = files;
        this.attempt = attempt;
    }

    /** Returns the files as they were listed last; after the attempt's end, as they are. */
    List<Path> files(boolean ended) throws IOException {
        if (ended || calls % CALLS_PER_LISTING == 0) {
            found = files.find(attempt);
        }
        calls++;
        return found;
    }
}
