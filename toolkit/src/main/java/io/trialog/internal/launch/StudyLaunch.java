package io.trialog.internal.launch;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.platform.ControllerJvm;
import io.trialog.internal.platform.PlugIns;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.text.ControllersText;
import io.trialog.spi.ControllerJob;
import io.trialog.study.RunPlan;
import io.trialog.study.Settings;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Studies whose controllers are jobs of a cluster. */
public final class StudyLaunch {

    private StudyLaunch() {}

    /** The controllers of the study in a directory. */
    public static Launch of(Path directory, Map<String, String> environment) {
        return of(StudyLog.open(directory), environment);
    }

    /** The controllers of a study. */
    public static Launch of(StudyLog study, Map<String, String> environment) {
        Path file = study.directory().resolve(RecordedStudyFile.STUDY_FILE);
        Map<String, @Nullable Object> resources =
                Files.isRegularFile(file) ? StudyFileReader.read(file).controller() : Map.of();
        Launch.Study launched = new Launch.Study(
                study.directory(), study.studyId(), study.view().settings().name(), resources);
        return new Launch(launched, ExecutorCatalogue.installed().controllers(environment));
    }

    /**
     * Closes an open study and gives it to a controller on the cluster. One that is run by a job already is left as it is.
     *
     * @return the jobs that run it
     * @throws TrialogException if local trials run, if the study has no command or does not say when it is done, or if the
     *     scheduler refuses the job
     */
    public static List<ControllerJob> launch(StudyEngine study) {
        Path directory = requireLaunchable(study);
        Duration timeout = study.plan().timeout();
        study.handOver();
        Launch launch = of(directory, ThisProcess.ofThisProcess());
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        StudyFile asked = StudyFileReader.read(file);
        Instant deadline = timeout == null ? null : SystemTime.clock().instant().plus(timeout);
        return launch.begin(ControllerJvm.of(asked.controller(), words(directory)), deadline);
    }

    /** A controller has the plug-ins of the process that launches it. */
    private static List<String> words(Path directory) {
        List<String> words = new ArrayList<>(List.of("controller", directory.toString()));
        for (Path jar : PlugIns.jars()) {
            words.add("--plugin");
            words.add(jar.toString());
        }
        return words;
    }

    private static Path requireLaunchable(StudyEngine study) {
        Path directory = study.directory();
        Settings settings = study.settings();
        if (directory == null || !ObjectiveSettings.of(settings.objective()).isProgram()) {
            throw new TrialogException("The study '" + study.name()
                    + "' can't be launched on a cluster: "
                    + (directory == null
                            ? "it lives in memory"
                            : "it has no command, and code of this JVM can't run there")
                    + ".\nMaybe give its study file an objective: {command: [python, train.py]}.");
        }
        RunPlan plan = study.plan();
        if (plan.trials() == null && plan.timeout() == null && plan.target() == null && !plan.enumerates()) {
            throw new TrialogException("The study '" + study.name() + "' does not say when it is done."
                    + "\nMaybe study.planTrials(50), or 'trials: 50' in its study file.");
        }
        for (TrialRecord trial : study.view().running()) {
            Attempt last = trial.lastAttempt();
            boolean isElsewhere = trial.runner().equals(JobLoop.RUNNER)
                    && last != null
                    && ExecutorCatalogue.installed().traits(last.executor()).onCluster();
            if (study.progress().isActive() && !isElsewhere) {
                throw new TrialogException("The study '" + study.name() + "' can't be launched while trial "
                        + trial.number() + " runs in this process or on this machine."
                        + "\nMaybe stop it first: study.stop(), or wait until it has ended.");
            }
        }
        return directory;
    }

    /**
     * Makes sure that jobs of the cluster, which run a launched study or wait for it, are not disturbed.
     *
     * @throws TrialogException if there are such jobs, and this process is none of them
     */
    public static void requireMine(Path directory) {
        if (!Launch.isUnderWay(directory)) {
            return;
        }
        Map<String, String> environment = ThisProcess.ofThisProcess();
        Launch launch = of(directory, environment);
        if (launch.isRunBy(environment.getOrDefault("SLURM_JOB_ID", ""))) {
            return;
        }
        List<ControllerJob> jobs = controllers(launch);
        if (!jobs.isEmpty()) {
            String name = String.valueOf(directory.getFileName());
            throw new TrialogException("The study '" + name + "' can't be run here: it " + ControllersText.of(jobs)
                    + "\nMaybe watch it: trialog monitor " + name
                    + "; or take it back from the cluster: trialog cancel "
                    + name + ".");
        }
    }

    /** None if nobody can say: two controllers at a time are prevented by the lock. */
    private static List<ControllerJob> controllers(Launch launch) {
        try {
            return launch.controllers();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Ends a launched study that no controller runs at the moment: nothing follows, and the jobs of its trials are cancelled.
     *
     * @return the jobs of trials that were cancelled
     * @throws TrialogException if the scheduler does not answer
     */
    public static List<String> cancel(StudyLog study, Map<String, String> environment) {
        Launch launch = of(study, environment);
        List<String> jobs = study.view().running().stream()
                .map(TrialRecord::lastAttempt)
                .filter(attempt -> attempt != null && isJob(attempt))
                .map(Attempt::nativeId)
                .toList();
        try {
            launch.cancelWaiting("it was cancelled");
            launch.cancel(jobs);
            return jobs;
        } catch (IOException e) {
            throw new TrialogException("The study can't be cancelled: " + e.getMessage(), e);
        }
    }

    /**
     * No controller that waits in the queue is to go on with a study that somebody runs; without effect on one that was never
     * launched.
     *
     * @throws TrialogException if the scheduler does not answer
     */
    public static void endSuccession(StudyLog study, Map<String, String> environment) {
        if (Launch.isUnderWay(study.directory())) {
            try {
                of(study, environment).cancelWaiting("it was cancelled");
            } catch (IOException e) {
                throw new TrialogException("Its controllers in the queue can't be cancelled: " + e.getMessage(), e);
            }
        }
    }

    private static boolean isJob(Attempt attempt) {
        return ExecutorCatalogue.installed().hasJobId(attempt)
                && !attempt.nativeId().isEmpty()
                && !attempt.isLost()
                && !attempt.state().hasEnded();
    }
}
