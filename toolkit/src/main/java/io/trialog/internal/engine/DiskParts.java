package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.store.QueuePlace;
import io.trialog.internal.notify.StudyNotifications;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.Projections;
import io.trialog.internal.projection.Projectors;
import io.trialog.internal.run.JobFactory;
import io.trialog.spi.ProjectorContext;
import io.trialog.status.Session;
import io.trialog.study.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an open study has beyond its log if it has a directory.
 *
 * @param directory the study's directory, absolute
 * @param studyId the study's id
 * @param epoch which controller this one is
 * @param projections keeps {@code study.db} and the result files up to date
 * @param trackers shows the study to trackers
 * @param jobs runs command trials
 * @param notices what a user should know while the study runs
 * @param messages tells people what happens
 * @param receivedCommands the commands that earlier controllers took from {@code commands/}
 */
record DiskParts(
        Path directory,
        String studyId,
        int epoch,
        Projections projections,
        Trackers trackers,
        JobFactory jobs,
        NoteListeners notices,
        StudyNotifications messages,
        Set<String> receivedCommands)
        implements AutoCloseable {

    /** Wires them together. */
    static DiskParts of(Path directory, int epoch, OpenedHistory history, Controller controller, InstantSource clock) {
        String studyId = history.studyId();
        NoteListeners notices = new NoteListeners();
        Trackers trackers =
                new Trackers(directory, studyId, controller.view().settings().name(), notices::tell);
        JobFactory jobs = new JobFactory(
                controller, directory, clock, () -> LaunchRecord.isUnderWay(directory), notices::tell, trackers);
        ProjectorContext context = context(directory, studyId, controller, jobs, clock);
        Projections projections = Projections.start(
                context.studyName(), Projectors.create(context, notices::tell), controller, notices::tell);
        controller.onAppended(event -> {
            projections.changed();
            trackers.changed();
        });
        StudyNotifications messages = messages(directory, controller, clock, notices);
        return new DiskParts(
                directory, studyId, epoch, projections, trackers, jobs, notices, messages, history.receivedCommands());
    }

    private static StudyNotifications messages(
            Path directory, Controller controller, InstantSource clock, NoteListeners notices) {
        StudyNotifications messages = new StudyNotifications(
                directory, clock, controller::view, notices::tell, new LogNotes(controller, "notify")::add);
        controller.onFinished(messages::finished);
        controller.onAppended(stored -> {
            if (!(stored.event() instanceof StudyEvent.AttributeSet)) {
                messages.progressed();
            }
        });
        return messages;
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

    /** An optimization begins: those who look on from other processes, and people, may know. */
    void begun(Session session) {
        SessionFile.write(directory, epoch, session);
        messages.begin(this::notifySection);
    }

    /**
     * An optimization has ended.
     *
     * @param failure why it broke, or {@code null}
     * @return brings trackers up to date and tells people, for a bounded time
     */
    Runnable ended(StopReason reason, @Nullable String failure) {
        SessionFile.remove(directory, epoch);
        Runnable telling = messages.ended(reason, failure);
        return () -> {
            trackers.ended();
            telling.run();
        };
    }

    /** Reads the section {@code notify} of the study file as it was recorded last. */
    private Map<String, @Nullable Object> notifySection() {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return Files.isRegularFile(file) ? StudyFileReader.read(file).messages() : Map.of();
    }

    /** Notes in the log that the controller ends, and closes everything. */
    void stop(Controller controller) {
        LogNotes.stopped(controller);
        close();
    }

    @Override
    public void close() {
        jobs.close();
        trackers.close();
        projections.close();
    }
}
