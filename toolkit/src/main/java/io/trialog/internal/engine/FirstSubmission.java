package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.run.JobFactory;
import io.trialog.internal.run.SchedulerAnswer;
import io.trialog.spi.Preview;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a study would submit, without a study: its first trial is asked for in memory, nothing is written and nothing
 * submitted.
 *
 * @param study the study's directory, which need not exist
 * @param params the parameters of a first trial
 * @param preview the script and the command
 * @param answer what the scheduler said about the script if it was asked
 */
public record FirstSubmission(
        Path study, Map<String, @Nullable Object> params, Preview preview, SchedulerAnswer answer) {

    /**
     * Asks for a first trial in memory and makes the script of its first attempt.
     *
     * @param options which study file
     * @param ask whether the scheduler is to be asked what it thinks of the script ({@code sbatch --test-only})
     * @throws TrialogException if there is no study file, or what it says can't be submitted
     */
    public static FirstSubmission of(OpenOptions options, boolean ask) {
        StudyLocator located = StudyLocator.locate(options);
        StudyFile file = located.file();
        if (file == null) {
            throw new RefusedException("A dry run must have a study file, but '" + options.target()
                    + "' is a study.\nMaybe give the file from which it was made.");
        }
        Path directory = located.directory();
        if (!StudyRoot.isStudy(directory)) {
            Objections.requireNone(file);
        }
        return of(file, directory, ask);
    }

    /** Asks for a first trial of a study that a file describes. */
    static FirstSubmission of(StudyFile file, Path directory, boolean ask) {
        InstantSource clock = SystemTime.clock();
        MemoryJournal journal = new MemoryJournal(clock);
        OpenedHistory history = new OpenedHistory();
        Settings settings = file.settings(RecordedStudyFile.seed(file.seed()));
        history.accept(journal.append(Recording.of(RecordedStudyFile.created(settings))));
        Controller controller = new Controller(journal, history);
        try (JobFactory jobs =
                new JobFactory(controller, directory, clock, () -> LaunchRecord.isUnderWay(directory), note -> {})) {
            TrialRecord trial = controller.ask("command");
            if (trial == null) {
                throw new TrialogException("The sampler has nothing to propose.");
            }
            Preview preview = jobs.preview(trial);
            return new FirstSubmission(
                    directory, trial.params(), preview, ask ? jobs.test(preview) : SchedulerAnswer.NONE);
        }
    }
}
