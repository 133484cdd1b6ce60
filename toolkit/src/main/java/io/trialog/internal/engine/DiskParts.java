package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.store.QueuePlace;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.Projections;
import io.trialog.internal.projection.files.ResultFiles;
import io.trialog.internal.projection.sqlite.StudyDatabase;
import io.trialog.internal.run.JobFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * What an open study has beyond its log if it has a directory.
 *
 * @param directory the study's directory, absolute
 * @param studyId the study's id
 * @param projections keeps {@code study.db} and the result files up to date
 * @param jobs runs command trials
 * @param notices what a user should know while the study runs
 * @param receivedCommands the commands that earlier controllers took from {@code commands/}
 */
public record DiskParts(
        Path directory,
        String studyId,
        Projections projections,
        JobFactory jobs,
        NoteListeners notices,
        Set<String> receivedCommands)
        implements AutoCloseable {

    /** The study in Optuna's schema. */
    static final String DATABASE = "study.db";

    /** Wires them together. */
    static DiskParts of(Path directory, OpenedHistory history, Controller controller, InstantSource clock) {
        String studyId = history.studyId();
        NoteListeners notices = new NoteListeners();
        JobFactory jobs = new JobFactory(controller, directory, clock, notices::tell);
        StudyDatabase database = database(directory, studyId, clock);
        ResultFiles files = new ResultFiles(directory, jobs::reproduction);
        Projections projections = new Projections(
                controller.view().settings().name(), List.of(database, files), controller, notices::tell);
        controller.onAppended(projections::changed);
        return new DiskParts(directory, studyId, projections, jobs, notices, history.receivedCommands());
    }

    /** On a network file system the database is written locally, and snapshots of it replace the published file. */
    private static StudyDatabase database(Path directory, String studyId, InstantSource clock) {
        Path published = directory.resolve(DATABASE);
        Path local = QueuePlace.away(directory, ThisProcess.ofThisProcess());
        if (local == null) {
            return new StudyDatabase(studyId, published);
        }
        Path away = local.resolve("files");
        try {
            Files.createDirectories(away);
        } catch (IOException e) {
            throw new TrialogException(
                    "The local directory " + away + " for study.db could not be made: " + e
                            + "\nMaybe name another one: $TRIALOG_LOCAL.",
                    e);
        }
        return new StudyDatabase(studyId, away.resolve(DATABASE), published, clock);
    }

    @Override
    public void close() {
        jobs.close();
        projections.close();
    }
}
