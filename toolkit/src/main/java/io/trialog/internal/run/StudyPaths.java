package io.trialog.internal.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths of files that belong to a study, which may be moved. */
final class StudyPaths {

    private StudyPaths() {}

    /** The path relative to the directory of the study if it lies in there; else as it is. */
    static String relative(@Nullable Path study, String path) {
        try {
            Path file = Path.of(path).normalize();
            return study != null && file.startsWith(study)
                    ? study.relativize(file).toString()
                    : path;
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
