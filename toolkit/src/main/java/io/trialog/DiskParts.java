package io.trialog;

import io.trialog.optimize.Controller;
import io.trialog.optimize.OpenedHistory;
import io.trialog.projection.ProjectionSource;
import io.trialog.projection.Projections;
import io.trialog.projection.files.ResultFiles;
import io.trialog.projection.sqlite.StudyDatabase;
import io.trialog.projection.sqlite.StudyDatabaseCheck;
import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

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
record DiskParts(
        Path directory,
        String studyId,
        Projections projections,
        JobFactory jobs,
        Notices notices,
        Set<String> receivedCommands)
        implements AutoCloseable {

    /** The study in Optuna's schema. */
    static final String DATABASE = "study.db";

    /** Wires them together. */
    static DiskParts of(Path directory, OpenedHistory history, Controller controller, InstantSource clock) {
        String studyId = history.studyId();
        Notices notices = new Notices();
        JobFactory jobs = new JobFactory(controller, directory, clock, notices::tell);
        StudyDatabase database = new StudyDatabase(studyId, directory.resolve(DATABASE));
        ResultFiles files = new ResultFiles(directory, jobs::reproduction);
        Projections projections = new Projections(
                controller.view().settings().name(), List.of(database, files), controller, notices::tell);
        controller.onAppended(projections::changed);
        return new DiskParts(directory, studyId, projections, jobs, notices, history.receivedCommands());
    }

    /** Compares the database with the log; says what was looked at, and what differs. */
    void check(Controller controller, List<String> checks, List<String> differences) {
        if (!projections.flush()) {
            differences.add("study.db could not be brought up to date: maybe a reader holds a lock on it");
            return;
        }
        ProjectionSource.Snapshot now = controller.snapshot(-1);
        StudyView view = Objects.requireNonNull(now.view());
        Path scratch = directory.resolve("." + DATABASE + ".verify-" + UUID.randomUUID());
        differences.addAll(
                StudyDatabaseCheck.differences(studyId, view, now.headHash(), directory.resolve(DATABASE), scratch));
        checks.add("study.db: compared with the log at seq " + view.position() + ", row by row");
    }

    @Override
    public void close() {
        jobs.close();
        projections.close();
    }
}
