package io.trialog.internal.engine;

import io.trialog.Study;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The studies that this JVM has open, by directory: opening one again gives the same object. */
public final class OpenStudies {

    private static final Map<Path, Study> OPEN = new HashMap<>();

    private OpenStudies() {}

    /**
     * The open study of a directory, or one that is opened now.
     *
     * @param check refuses what does not fit the study; one that was opened only now is closed again
     */
    static synchronized Study open(Path directory, Supplier<Study> opening, Consumer<Study> check) {
        Study open = OPEN.get(directory);
        if (open != null) {
            check.accept(open);
            return open;
        }
        Study study = opening.get();
        boolean fits = false;
        try {
            OPEN.put(directory, study);
            check.accept(study);
            fits = true;
            return study;
        } finally {
            if (!fits) {
                study.close();
            }
        }
    }

    public static synchronized void closed(@Nullable Path directory) {
        if (directory != null) {
            OPEN.remove(directory);
        }
    }
}
