package io.trialog.internal.launch;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.engine.Preflight;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.platform.ControllerJvm;
import io.trialog.internal.platform.PlugIns;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.text.ControllersText;
import io.trialog.spi.ControllerJob;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Studies whose controllers are jobs of a cluster. */
public final class StudyLaunch {

    /** How long a controller that has been started may take until it holds its study, in seconds. */
    private static final int PATIENCE = 60;

    private StudyLaunch() {}

    /** The controllers of the study in a directory. */
    public static Launch of(Path directory, Map<String, String> environment) {
        return of(StudyLog.open(directory), environment);
    }

    /** The controllers of a study. */
    public static Launch of(StudyLog study, Map<String, String> environment) {
        Launch.Study launched = new Launch.Study(
                study.directory(), study.studyId(), study.view().settings().name(), resources(study.directory()));
        String type = ExecutorCatalogue.type(study.view().settings().executor());
        return new Launch(launched, ExecutorCatalogue.installed().controllers(type, environment));
    }

    /** The section {@code controller} of the study file as it was recorded last. */
    static Map<String, @Nullable Object> resources(Path directory) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return Files.isRegularFile(file) ? StudyFileReader.read(file).controller() : Map.of();
    }

    /**
     * What launching a study would submit.
     *
     * @param command the command, with its arguments
     * @param script what the job would run
     */
    public record Plan(List<String> command, String script) {}

    /**
     * Returns what launching a study would submit; nothing is written and nothing submitted.
     *
     * @param located the study, which need not exist
     * @throws TrialogException if it can't be launched
     */
    public static Plan plan(StudyLocator located, Map<String, String> environment) {
        LaunchRules.require(located);
        Path directory = located.directory();
        StudyFile file = located.file();
        Map<String, @Nullable Object> resources = file == null ? resources(directory) : file.controller();
        String id = StudyRoot.isStudy(directory) ? StudyLog.open(directory).studyId() : "NEW";
        Launch.Study study = new Launch.Study(directory, id, String.valueOf(directory.getFileName()), resources);
        Launch launch = new Launch(study, ExecutorCatalogue.installed().controllers(type(located), environment));
        return new Plan(launch.command(), launch.script(ControllerJvm.of(resources, words(directory))));
    }

    private static String type(StudyLocator located) {
        StudyFile file = located.file();
        return ExecutorCatalogue.type(
                file == null
                        ? StudyLog.open(located.directory()).view().settings().executor()
                        : file.executor());
    }

    /**
     * Checks that a study can be launched, before it is made or opened.
     *
     * @throws TrialogException if it has no command, or if its trials would run in the controller's job
     */
    public static void require(StudyLocator located) {
        LaunchRules.require(located);
    }

    /**
     * Closes an open study and gives it to a controller on the cluster. One that is run by a job already is left as it is, and so
     * is one that holds as many finished trials as were asked for.
     *
     * @return the jobs that run it; none if there is nothing to do
     * @throws TrialogException if local trials run, if the study has no command or does not say when it is done, or if the
     *     scheduler refuses the job
     */
    public static List<ControllerJob> launch(StudyEngine study) {
        Path directory = requireLaunchable(study);
        if (study.view().succeededCount() == 0 && !Launch.isUnderWay(directory)) {
            StudyFile asked = StudyFileReader.read(directory.resolve(RecordedStudyFile.STUDY_FILE));
            study.tell(new Preflight(asked, directory).require());
        }
        Duration timeout = study.plan().timeout();
        study.handOver();
        StudyLog log = StudyLog.open(directory);
        if (log.isFinished() || log.isExhausted()) {
            return List.of();
        }
        Launch launch = of(log, ThisProcess.ofThisProcess());
        Instant deadline = timeout == null ? null : SystemTime.clock().instant().plus(timeout);
        return launch.begin(ControllerJvm.of(resources(directory), words(directory)), deadline);
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
        if (directory == null) {
            throw new TrialogException(
                    "The study '" + study.name() + "' can't be launched on a cluster: it lives in memory."
                            + "\nMaybe open it from a study file: Study.open(\"higgs.yaml\").");
        }
        LaunchRules.requireProgram(study.name(), settings.objective());
        if (!study.plan().ends()) {
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
        LaunchRules.requireExecutor(study.name(), settings.executor(), resources(directory));
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
        String mine = launch.ownJob();
        if (launch.isRunBy(mine)) {
            return;
        }
        List<ControllerJob> jobs = controllers(launch);
        // A controller that began later and waits for this one stands in the record in its place.
        boolean isOneOfThem = jobs.stream().anyMatch(other -> other.id().equals(mine));
        if (!jobs.isEmpty() && !isOneOfThem) {
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
     * Ends the controllers of a launched study that none of them holds at the moment. Those that wait are cancelled; one that has
     * been started takes a moment until it holds the study, or sees that there is nothing to do, and is cancelled after a minute.
     *
     * @return whether a controller holds the study now, which can be asked
     * @throws TrialogException if the scheduler does not answer, or a controller does not end
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static boolean endControllers(StudyLog study, Map<String, String> environment) throws InterruptedException {
        Launch launch = of(study, environment);
        try {
            launch.cancelWaiting("it was cancelled");
            return awaitHolder(study.directory(), launch, PATIENCE) || endedByForce(study.directory(), launch);
        } catch (IOException e) {
            throw new TrialogException("The study's controllers can't be cancelled: " + e.getMessage(), e);
        }
    }

    /** Whether a controller holds the study before all of them have left the queue, or the time is up. */
    private static boolean awaitHolder(Path directory, Launch launch, int seconds)
            throws IOException, InterruptedException {
        for (int i = 0; i < seconds; i++) {
            if (StudyLog.isHeld(directory)) {
                return true;
            } else if (launch.controllers().isEmpty()) {
                return false;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return false;
    }

    private static boolean endedByForce(Path directory, Launch launch) throws IOException, InterruptedException {
        launch.cancel(launch.controllers().stream().map(ControllerJob::id).toList());
        if (awaitHolder(directory, launch, PATIENCE)) {
            return true;
        }
        List<ControllerJob> left = launch.controllers();
        if (left.isEmpty()) {
            return false;
        }
        throw new TrialogException("The study's controller does not end: it " + ControllersText.of(left)
                + "\nMaybe look at that job with the scheduler's own commands.");
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
}
