package io.trialog.internal.launch;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.AttemptFiles;
import io.trialog.internal.engine.LaunchRecord;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.run.JobLoop;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The jobs of a study that nobody holds, as far as they are known to live: its trials' programs and its controllers. */
public final class LivingJobs {

    private final StudyLog study;
    private final Map<String, String> environment;
    private final List<String> names = new ArrayList<>();

    private LivingJobs(StudyLog study, Map<String, String> environment) {
        this.study = study;
        this.environment = environment;
    }

    /**
     * Asks the schedulers and this machine.
     *
     * @param study the study, which nobody holds
     * @param environment the variables of this process
     * @return the jobs in words, such as {@code job 4711 of trial 3}; empty if none lives
     * @throws TrialogException if that can't be told
     */
    public static List<String> of(StudyLog study, Map<String, String> environment) {
        LivingJobs living = new LivingJobs(study, environment);
        try {
            living.controllers();
            living.trials();
            living.places();
            return living.names;
        } catch (IOException e) {
            throw new TrialogException(
                    "Whether jobs of the study '" + study.directory().getFileName() + "' live can't be told: "
                            + e.getMessage(),
                    e);
        }
    }

    private void controllers() throws IOException {
        LaunchRecord record = LaunchRecord.read(study.directory().resolve(LaunchRecord.DIRECTORY));
        if (record == null) {
            return;
        }
        try {
            for (ControllerJob job : StudyLaunch.of(study, environment).controllers()) {
                names.add("controller job " + job.id());
            }
        } catch (IOException e) {
            if (!record.isOver()) {
                throw e;
            }
        }
    }

    private void trials() throws IOException {
        Map<String, String> jobs = new LinkedHashMap<>();
        for (TrialRecord trial : study.view().running()) {
            Attempt last = trial.lastAttempt();
            if (last != null && trial.runner().equals(JobLoop.RUNNER) && mayLive(last)) {
                trial(trial.number(), last, jobs);
            }
        }
        if (!jobs.isEmpty()) {
            scheduler().living(study.studyId(), jobs.keySet()).stream()
                    .map(jobs::get)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
    }

    /** Places that wait for trials. Where no scheduler answers, none is known. */
    private void places() {
        boolean mayHavePlaces = ExecutorCatalogue.installed()
                .traits(study.view().settings().executor())
                .hasJobIds();
        if (!mayHavePlaces || !names.isEmpty()) {
            return;
        }
        try {
            scheduler()
                    .living(study.studyId(), Set.of())
                    .forEach(id -> names.add("job " + id + ", a place for trials"));
        } catch (IOException e) {
            return;
        }
    }

    private ControllerJobs scheduler() {
        return ExecutorCatalogue.installed()
                .controllers(ExecutorCatalogue.type(study.view().settings().executor()), environment);
    }

    private static boolean mayLive(Attempt attempt) {
        return !attempt.isLost() && !attempt.state().hasEnded();
    }

    /** A job of a scheduler is asked about together with the others; a process is looked at. */
    private void trial(int number, Attempt attempt, Map<String, String> jobs) throws IOException {
        try (Executor executor = executor(attempt)) {
            JobHandle job = handle(number, attempt, executor);
            if (job == null) {
                return;
            } else if (ExecutorCatalogue.installed().hasJobId(attempt)) {
                jobs.put(job.nativeId(), "job " + job.nativeId() + " of trial " + number);
                return;
            }
            JobStatus status = executor.poll(List.of(job)).get(job.token());
            if (status != null && !status.state().isFinal() && status.state() != JobState.LOST) {
                String why = status.reason().isEmpty() ? "" : " (" + status.reason() + ")";
                names.add("the program of trial " + number + why);
            }
        }
    }

    /** What the log does not tell may have been submitted all the same. */
    private @Nullable JobHandle handle(int number, Attempt attempt, Executor executor) throws IOException {
        Path directory =
                AttemptFiles.of(study.directory(), number, attempt.number()).directory();
        return attempt.nativeId().isEmpty()
                ? executor.find(attempt.token(), directory)
                : new JobHandle(attempt.token(), attempt.nativeId(), directory);
    }

    private Executor executor(Attempt attempt) {
        return ExecutorCatalogue.installed()
                .get(attempt.executor())
                .create(new ExecutorContext(
                        environment,
                        study.view().settings().executor(),
                        study.directory(),
                        study.studyId(),
                        study.view().settings().name()));
    }
}
