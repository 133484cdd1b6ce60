package io.trialog.internal.launch;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.LaunchRecord;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The controllers of one study as jobs of a cluster. At any time one runs, or waits to be started, and another one waits for
 * its end, so that the study goes on when the time of the first is over, or when it is killed. Safe for use by several
 * threads.
 */
public final class Launch {

    private static final String SCRIPT = "job.sh";
    /** The key of the section {@code controller} that names who gets the scheduler's mail. */
    private static final String MAIL = "mail";

    private final Study study;
    private final ControllerJobs jobs;

    /**
     * Whose controllers they are.
     *
     * @param directory the study's directory, absolute
     * @param id the study's id
     * @param name its name
     * @param resources the section {@code controller} of its study file
     */
    public record Study(Path directory, String id, String name, Map<String, @Nullable Object> resources) {

        Path controllers() {
            return directory.resolve(LaunchRecord.DIRECTORY);
        }
    }

    /** Looks at, and submits, the controllers of a study. */
    public Launch(Study study, ControllerJobs jobs) {
        this.study = study;
        this.jobs = jobs;
    }

    /** Whether a study was launched and is to be run by jobs until it is done. */
    public static boolean isUnderWay(Path study) {
        return LaunchRecord.isUnderWay(study);
    }

    /** Why a launched study is not run any more, or an empty text. */
    public static String ending(Path study) {
        LaunchRecord record = LaunchRecord.read(study.resolve(LaunchRecord.DIRECTORY));
        return record == null ? "" : record.ended();
    }

    /** Whether a job is the controller that began last. */
    public boolean isRunBy(String job) {
        LaunchRecord record = LaunchRecord.read(study.controllers());
        return record != null && !job.isEmpty() && record.job().equals(job);
    }

    ControllerJobs jobs() {
        return jobs;
    }

    Study study() {
        return study;
    }

    /** The controllers that wait or run, by id. */
    public List<ControllerJob> controllers() throws IOException {
        return jobs.of(study.id());
    }

    /**
     * Returns the command by which a controller would be submitted.
     *
     * @throws TrialogException if it can't be submitted as it stands
     */
    public List<String> command() {
        try {
            return jobs.command(order(""));
        } catch (SubmissionException e) {
            throw new TrialogException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Submits a controller and its successor, unless the study has one already. Nobody else may be the study's controller.
     *
     * @param command what the job runs
     * @param deadline when no further trial is to be started, or {@code null}
     * @return the jobs: those that were there, or the new ones
     * @throws TrialogException if the scheduler does not answer or refuses the job
     */
    public List<ControllerJob> begin(List<String> command, @Nullable Instant deadline) {
        try {
            List<ControllerJob> before = controllers();
            if (!before.isEmpty() && isUnderWay(study.directory())) {
                return before;
            }
            LaunchRecord.launched(deadline).write(study.controllers());
            writeScript(command);
            beginWithSuccessor();
            return controllers();
        } catch (SubmissionException e) {
            end("it was not submitted");
            throw new TrialogException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TrialogException("The study can't be launched: " + e.getMessage(), e);
        }
    }

    private void beginWithSuccessor() throws SubmissionException {
        String first = jobs.submit(order(""));
        try {
            successorOf(first);
        } catch (SubmissionException | IOException e) {
            return; // the first one asks for it again before it submits any trial
        }
    }

    /** Makes sure that a controller waits for the end of a job; returns its id if it was submitted only now. */
    String successorOf(String job) throws IOException, SubmissionException {
        for (ControllerJob other : controllers()) {
            if (other.isSuccessorOf(job)) {
                return "";
            }
        }
        String successor = jobs.submit(order(job));
        jobs.cancelPending(study.id()); // what is queued before the successor may keep it from ever starting
        return successor;
    }

    /** Whoever gets the scheduler's mail hears of the end of every controller. */
    private ControllerJobs.Order order(String after) {
        Map<String, @Nullable Object> resources = new LinkedHashMap<>(study.resources());
        resources.remove(ControllerTerm.MARGIN);
        Object receiver = resources.remove(MAIL);
        if (receiver != null) {
            resources.put("mail_user", receiver);
            resources.put("mail_type", List.of("END", "FAIL"));
        }
        return new ControllerJobs.Order(
                study.id(),
                study.name(),
                study.controllers(),
                study.controllers().resolve(SCRIPT),
                resources,
                after);
    }

    private void writeScript(List<String> command) throws IOException {
        AtomicFile.write(study.controllers().resolve(SCRIPT), script(command));
    }

    /**
     * Returns the script of a controller. The job becomes the controller itself, so that signals reach it.
     *
     * @param command what the job runs
     */
    public static String script(List<String> command) {
        return """
                #!/bin/sh
                # The controller of a study as a job of the cluster. Written by 'trialog launch'.
                unset SLURM_EXPORT_ENV # else jobs submitted from here would not get the whole environment
                exec %s
                """.formatted(ShellWords.quoteAll(command));
    }

    /** No controller is to follow any more. */
    void end(String reason) {
        LaunchRecord record = LaunchRecord.read(study.controllers());
        (record == null ? LaunchRecord.launched(null) : record)
                .endedBecause(reason)
                .write(study.controllers());
    }

    /**
     * Cancels the controllers that have not started; those that will start all the same see that the study has ended.
     *
     * @param reason why no controller is to follow
     * @throws IOException if the scheduler does not answer
     */
    public void cancelWaiting(String reason) throws IOException {
        end(reason);
        jobs.cancel(controllers().stream()
                .filter(ControllerJob::isWaiting)
                .map(ControllerJob::id)
                .toList());
    }

    /** Cancels controllers, started or not. */
    void cancel(List<String> controllers) throws IOException {
        jobs.cancel(controllers);
    }
}
