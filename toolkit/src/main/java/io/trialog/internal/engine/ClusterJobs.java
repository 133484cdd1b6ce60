package io.trialog.internal.engine;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.run.JobLoop;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.JobHandle;
import io.trialog.status.JobAccount;
import io.trialog.status.RunningTrial;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs of a study's trials: what their scheduler calls them, what they used, what becomes of them at an interrupt. */
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
                            || name(study, attempt, running.number()).equals(job))) {
                return running;
            }
        }
        return null;
    }

    private static String name(StudyLog study, Attempt attempt, int trial) {
        ExecutorProvider provider = ExecutorCatalogue.installed().find(attempt.executor());
        if (provider == null) {
            return "";
        }
        Path directory =
                AttemptFiles.of(study.directory(), trial, attempt.number()).directory();
        try {
            return provider.jobName(new JobHandle(attempt.token(), attempt.nativeId(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException("The job of trial " + trial + " can't be read: " + FileProblem.words(e), e);
        }
    }

    /**
     * Returns whether a trial runs a command, so that it has a program to end.
     *
     * @param trial a trial
     * @return whether it does
     */
    public static boolean isCommand(TrialRecord trial) {
        return trial.runner().equals(JobLoop.RUNNER);
    }

    /**
     * Returns whether an attempt is a job of its own at the scheduler of a cluster, which knows it by its native id.
     *
     * @param attempt an attempt
     * @return whether it is
     */
    public static boolean hasId(Attempt attempt) {
        return ExecutorCatalogue.installed().hasJobId(attempt);
    }

    /**
     * Returns the running trials of a study with what is known about their jobs.
     *
     * @param view the study
     * @return the trials by number
     */
    public static List<RunningTrial> running(StudyView view) {
        return RunningTrial.of(view, ClusterJobs::hasId);
    }

    /**
     * Returns what a study's jobs on a cluster waited and worked for.
     *
     * @param view the study
     * @param now until when
     * @return the account
     */
    public static JobAccount account(StudyView view, Instant now) {
        ExecutorCatalogue executors = ExecutorCatalogue.installed();
        return JobAccount.of(
                view, now, attempt -> executors.traits(attempt.executor()).onCluster());
    }

    /**
     * Returns whether an interrupt leaves a study's running trials to the next controller.
     *
     * @param settings the study's settings
     * @return whether they go on
     */
    public static boolean outliveInterrupts(Settings settings) {
        Object policy = settings.executor().get("on_interrupt");
        return policy == null
                ? ExecutorCatalogue.installed().traits(settings.executor()).outlivesController()
                : policy.equals("leave");
    }
}
