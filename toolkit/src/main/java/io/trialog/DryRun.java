package io.trialog;

import io.trialog.internal.engine.FirstSubmission;
import io.trialog.spi.Preview;
import io.trialog.study.OpenOptions;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a study would submit, without a study: its first trial is asked for in memory, nothing is written and nothing
 * submitted. Immutable.
 *
 * <pre>{@code
 * DryRun dry = DryRun.of(OpenOptions.of("higgs-slurm"), true);
 * System.out.println(dry.preview().script());
 * }</pre>
 *
 * @param study the study's directory, which need not exist
 * @param params the parameters of a first trial
 * @param preview the script and the command
 * @param answer what the scheduler said about the script if it was asked, else an empty text
 * @param isRefused whether the scheduler would refuse it
 */
public record DryRun(
        Path study, Map<String, @Nullable Object> params, Preview preview, String answer, boolean isRefused) {

    /**
     * Returns what a study would submit.
     *
     * @param options which study file
     * @param ask whether the scheduler is to be asked what it thinks of the script ({@code sbatch --test-only})
     * @return the first submission
     * @throws io.trialog.exception.TrialogException if there is no study file, or what it says can't be submitted
     */
    public static DryRun of(OpenOptions options, boolean ask) {
        FirstSubmission first = FirstSubmission.of(options, ask);
        return new DryRun(
                first.study(),
                first.params(),
                first.preview(),
                first.answer().words(),
                first.answer().isRefused());
    }
}
