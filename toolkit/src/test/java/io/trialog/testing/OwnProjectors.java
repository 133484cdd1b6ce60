package io.trialog.testing;

import io.trialog.internal.projection.files.ResultFilesProvider;
import io.trialog.internal.projection.sqlite.StudyDatabaseProvider;
import io.trialog.spi.Projector;
import io.trialog.spi.ProjectorContext;
import java.nio.file.Path;
import java.time.InstantSource;

/** Trialog's own projectors without a study. */
public final class OwnProjectors {

    private OwnProjectors() {}

    /** Keeps {@code study.db} in a directory up to date. */
    public static Projector database(Path directory, String studyId) {
        return new StudyDatabaseProvider().create(context(directory, studyId));
    }

    /** Keeps the result files in a directory up to date. */
    public static Projector files(Path directory) {
        return new ResultFilesProvider().create(context(directory, "an id"));
    }

    private static ProjectorContext context(Path directory, String studyId) {
        return new ProjectorContext(directory, studyId, "s", null, InstantSource.system(), trial -> null);
    }
}
