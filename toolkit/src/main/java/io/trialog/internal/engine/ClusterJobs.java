package io.trialog.internal.engine;

import io.trialog.internal.executor.slurm.step.SlurmStepsExecutor;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Trials by what the scheduler of a cluster calls their jobs. */
public final class ClusterJobs {

    private ClusterJobs() {}

    /**
     * The running trial behind a job.
     *
     * @param job {@code JOB}, {@code ARRAY_TASK}, or {@code JOB.STEP} for trials that are steps of an allocation
     * @return the trial, or {@code null} if none runs as this job
     */
    public static @Nullable TrialRecord trialOf(StudyLog study, String job) {
        for (TrialRecord running : study.view().running()) {
            Attempt attempt = running.lastAttempt();
            if (attempt != null
                    && (attempt.nativeId().equals(job)
                            || step(study, attempt, running.number()).equals(job))) {
                return running;
            }
        }
        return null;
    }

    private static String step(StudyLog study, Attempt attempt, int trial) {
        if (!attempt.executor().equals(SlurmStepsExecutor.TYPE)) {
            return "";
        }
        Path directory =
                AttemptFiles.of(study.directory(), trial, attempt.number()).directory();
        try {
            return SlurmStepsExecutor.step(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The step of trial " + trial + " can't be read: " + e, e);
        }
    }
}
