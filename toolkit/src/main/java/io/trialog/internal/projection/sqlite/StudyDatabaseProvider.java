package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.spi.Projector;
import io.trialog.spi.ProjectorContext;
import io.trialog.spi.ProjectorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the projectors that keep {@code study.db} up to date. */
public final class StudyDatabaseProvider implements ProjectorProvider {

    @Override
    public String type() {
        return "sqlite";
    }

    /** On a network file system the database is written locally, and snapshots of it replace the published file. */
    @Override
    public Projector create(ProjectorContext context) {
        Path published = context.directory().resolve(StudyDatabaseCheck.FILE);
        Path local = context.localDirectory();
        if (local == null) {
            return new StudyDatabase(context.studyId(), published);
        }
        try {
            Files.createDirectories(local);
        } catch (IOException e) {
            throw new ProjectionException(
                    "The local directory " + local + " for " + StudyDatabaseCheck.FILE + " could not be made: " + e
                            + "\nMaybe name another one: $TRIALOG_LOCAL.",
                    e);
        }
        return new StudyDatabase(context.studyId(), local.resolve(StudyDatabaseCheck.FILE), published, context.clock());
    }
}
