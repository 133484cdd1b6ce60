package io.trialog.internal.engine;

import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.store.QueuePlace;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.Projections;
import io.trialog.internal.projection.Projectors;
import io.trialog.internal.run.JobFactory;
import io.trialog.spi.ProjectorContext;
import java.nio.file.Path;
import java.time.InstantSource;
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

    /** Wires them together. */
    static DiskParts of(Path directory, OpenedHistory history, Controller controller, InstantSource clock) {
        String studyId = history.studyId();
        NoteListeners notices = new NoteListeners();
        JobFactory jobs = new JobFactory(controller, directory, clock, notices::tell);
        ProjectorContext context = context(directory, studyId, controller, jobs, clock);
        Projections projections = new Projections(
                context.studyName(), Projectors.create(context, notices::tell), controller, notices::tell);
        controller.onAppended(projections::changed);
        return new DiskParts(directory, studyId, projections, jobs, notices, history.receivedCommands());
    }

    private static ProjectorContext context(
            Path directory, String studyId, Controller controller, JobFactory jobs, InstantSource clock) {
        Path local = QueuePlace.away(directory, ThisProcess.ofThisProcess());
        return new ProjectorContext(
                directory,
                studyId,
                controller.view().settings().name(),
                local == null ? null : local.resolve("files"),
                clock,
                jobs::reproduction);
    }

    @Override
    public void close() {
        jobs.close();
        projections.close();
    }
}
