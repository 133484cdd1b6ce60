package io.trialog;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The studies that this JVM has open, by directory: opening one again gives the same object. */
final class OpenStudies {

    private static final Map<Path, Study> OPEN = new HashMap<>();

    private OpenStudies() {}

    static synchronized @Nullable Study get(Path directory) {
        return OPEN.get(directory);
    }

    static synchronized Study open(Path directory, Supplier<Study> opening) {
        Study open = OPEN.get(directory);
        if (open != null) {
            return open;
        }
        Study study = opening.get();
        OPEN.put(directory, study);
        return study;
    }

    static synchronized void closed(@Nullable Path directory) {
        if (directory != null) {
            OPEN.remove(directory);
        }
    }
}
