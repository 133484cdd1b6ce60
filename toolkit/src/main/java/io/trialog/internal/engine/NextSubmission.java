package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.SettingsDifference;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.run.JobFactory;
import io.trialog.internal.run.SchedulerAnswer;
import io.trialog.internal.run.TrackerVariables;
import io.trialog.spi.Preview;
import io.trialog.spi.Reproduction;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study would submit next, without touching it: its next trial is asked for in memory, on a copy of its log; nothing is
 * written and nothing submitted.
 *
 * @param study the study's directory, which need not exist
 * @param isNew whether there is no such study yet
 * @param view the study as it stands, under the settings that would be in force
 * @param notes what the settings would change, and what the reader of the study file decided
 * @param trial the next trial, or {@code null} if the sampler has nothing left to propose
 * @param preview the script and the command of its first attempt, or {@code null}
 * @param line the one command line that would be run: what submits the job, or the program itself; may be empty
 * @param answer what the scheduler said about the script if it was asked
 */
public record NextSubmission(
        Path study,
        boolean isNew,
        StudyView view,
        List<String> notes,
        @Nullable TrialRecord trial,
        @Nullable Preview preview,
        String line,
        SchedulerAnswer answer) {

    /**
     * Asks for the next trial in memory and makes the script of its first attempt.
     *
     * @param options a study file or a study
     * @param ask whether the scheduler is to be asked what it thinks of the script ({@code sbatch --test-only})
     * @throws TrialogException if there is neither, or what it says can't be submitted
     */
    public static NextSubmission of(OpenOptions options, boolean ask) {
        StudyLocator located = StudyLocator.locate(options);
        Path directory = located.directory();
        StudyFile file = located.file();
        if (StudyRoot.isStudy(directory)) {
            List<String> notes = new ArrayList<>();
            return of(directory, false, copied(directory, file, notes), notes, ask);
        } else if (file == null) {
            throw new IllegalStateException("There must be a study file where there is no study.");
        }
        Objections.requireNone(file);
        return of(file, directory, ask);
    }

    /** Asks for the first trial of a study that a file describes, and that does not exist. */
    static NextSubmission of(StudyFile file, Path directory, boolean ask) {
        MemoryJournal journal = new MemoryJournal(SystemTime.clock());
        OpenedHistory history = new OpenedHistory();
        Settings settings = StudyOpener.named(file, directory);
        history.accept(journal.append(Recording.of(RecordedStudyFile.created(settings))));
        return of(directory, true, new Controller(journal, history), new ArrayList<>(file.notes()), ask);
    }

    private static NextSubmission of(
            Path directory, boolean isNew, Controller controller, List<String> notes, boolean ask) {
        InstantSource clock = SystemTime.clock();
        StudyView view = controller.view();
        try (JobFactory jobs = new JobFactory(
                controller,
                directory,
                clock,
                () -> LaunchRecord.isUnderWay(directory),
                notes::add,
                TrackerVariables.NONE)) {
            TrialRecord trial = controller.ask("command");
            if (trial == null) {
                return new NextSubmission(directory, isNew, view, notes, null, null, "", SchedulerAnswer.NONE);
            }
            Preview preview = jobs.preview(trial);
            String line = line(view.settings(), preview, jobs.reproduction(trial));
            SchedulerAnswer answer = ask ? jobs.test(preview) : SchedulerAnswer.NONE;
            return new NextSubmission(directory, isNew, view, notes, trial, preview, line, answer);
        }
    }

    /** The study as it is, with what its edited file would change. */
    private static Controller copied(Path directory, @Nullable StudyFile asked, List<String> notes) {
        List<StoredEvent> events = new ArrayList<>();
        OpenedHistory history = new OpenedHistory();
        StudyLog.read(directory, 0, stored -> {
            events.add(stored);
            history.accept(stored);
            return true;
        });
        Controller controller = new Controller(MemoryJournal.after(events, SystemTime.clock()), history);
        if (asked != null) {
            Settings stored = controller.view().settings();
            StudyFile file = asked.forStudy(stored);
            SettingsDifference difference = StudyOpener.difference(stored, directory, file);
            notes.addAll(file.notes());
            notes.addAll(Objections.check(file, directory, difference.differences()));
            notes.addAll(difference.differences());
            if (!difference.isEmpty()) {
                controller.change(difference.settings(), difference.differences());
            }
        }
        return controller;
    }

    /** On a cluster what submits the job; elsewhere the program, since what starts it means nothing to people. */
    private static String line(Settings settings, Preview preview, @Nullable Reproduction program) {
        boolean onCluster =
                ExecutorCatalogue.installed().traits(settings.executor()).onCluster();
        return onCluster || program == null ? preview.line() : program.shell();
    }
}
