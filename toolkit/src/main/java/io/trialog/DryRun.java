package io.trialog;

import io.trialog.internal.engine.NextSubmission;
import io.trialog.spi.Preview;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study would submit next, without touching it: its next trial is asked for in memory, nothing is written and nothing
 * submitted. Immutable.
 *
 * <pre>{@code
 * DryRun dry = DryRun.of(OpenOptions.of("higgs-slurm"), true);
 * System.out.println(dry.line());
 * }</pre>
 *
 * @param study the study's directory, which need not exist
 * @param isNew whether there is no such study yet
 * @param view the study as it stands, under the settings that would be in force
 * @param notes what would change, and what a user should know
 * @param trial the next trial with its parameters, or {@code null} if there is nothing left to propose
 * @param preview the script and the command of its first attempt, or {@code null}
 * @param line the one command line that would be run: what submits the job, or the program itself; empty without a trial
 * @param answer what the scheduler said about the script if it was asked, else an empty text
 * @param isRefused whether the scheduler would refuse it
 */
public record DryRun(
        Path study,
        boolean isNew,
        StudyView view,
        List<String> notes,
        @Nullable TrialRecord trial,
        @Nullable Preview preview,
        String line,
        String answer,
        boolean isRefused) {

    /**
     * Copies the notes.
     *
     * @param study the study's directory, which need not exist
     * @param isNew whether there is no such study yet
     * @param view the study as it stands, under the settings that would be in force
     * @param notes what would change, and what a user should know
     * @param trial the next trial with its parameters, or {@code null} if there is nothing left to propose
     * @param preview the script and the command of its first attempt, or {@code null}
     * @param line the one command line that would be run: what submits the job, or the program itself; empty without
     *     a trial
     * @param answer what the scheduler said about the script if it was asked, else an empty text
     * @param isRefused whether the scheduler would refuse it
     */
    public DryRun {
        notes = List.copyOf(notes);
    }

    /**
     * Returns what a study would submit.
     *
     * @param options a study file or a study
     * @param ask whether the scheduler is to be asked what it thinks of the script ({@code sbatch --test-only})
     * @return the next submission
     * @throws io.trialog.exception.TrialogException if there is neither, or what it says can't be submitted
     */
    public static DryRun of(OpenOptions options, boolean ask) {
        NextSubmission next = NextSubmission.of(options, ask);
        return new DryRun(
                next.study(),
                next.isNew(),
                next.view(),
                next.notes(),
                next.trial(),
                next.preview(),
                next.line(),
                next.answer().words(),
                next.answer().isRefused());
    }
}
