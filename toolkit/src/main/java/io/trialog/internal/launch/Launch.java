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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The controllers of one study as jobs of a cluster. At any time one runs, or waits to be started, and two others wait for
 * its end, one behind the other, so that the study goes on when the time of the first is over, or when two are killed in a row.
 * Safe for use by several threads.
 */
public final class Launch {

    /** How many controllers wait behind the one that runs. */
    static final int SUCCESSORS = 2;

    private static final String SCRIPT = "job.sh";
    /** The key of the section {@code controller} that names who gets the scheduler's mail. */
    private static final String MAIL = "mail";

    /** The end of a job lets the next one start. */
    private static final Comparator<ControllerJob> LAST_FIRST =
            Comparator.comparingInt((ControllerJob job) -> job.after().size()).reversed();

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

    /** Returns the id of the scheduler's job in which this process runs, or an empty text. */
    public String ownJob() {
        return jobs.ownJob();
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
            return jobs.command(order(List.of()));
        } catch (SubmissionException e) {
            throw new TrialogException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Submits a controller and its successors, unless the study has one already. Nobody else may be the study's controller.
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
            beginWithSuccessors();
            return controllers();
        } catch (SubmissionException e) {
            end("it was not submitted");
            throw new TrialogException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TrialogException("The study can't be launched: " + e.getMessage(), e);
        }
    }

    private void beginWithSuccessors() throws SubmissionException {
        String first = jobs.submit(order(List.of()));
        try {
            successorsOf(first);
        } catch (SubmissionException | IOException e) {
            return; // the first one asks for it again before it submits any trial
        }
    }

    /**
     * The controllers behind a job that runs the study.
     *
     * @param submitted the ids of those that were submitted only now
     * @param missing why there are fewer than there should be; empty if all are there
     */
    record Successors(List<String> submitted, String missing) {}

    /**
     * Makes sure that controllers wait for the end of a job: one for its end, another one for the ends of both. So the study
     * goes on although that one is killed as soon as it starts, before it can submit anything.
     *
     * @throws SubmissionException if none waits, and none was accepted
     */
    Successors successorsOf(String job) throws IOException, SubmissionException {
        List<String> waiting = new ArrayList<>(List.of(job));
        controllers().stream()
                .filter(other -> other.isSuccessorOf(job))
                .map(ControllerJob::id)
                .forEach(waiting::add);
        List<String> submitted = new ArrayList<>();
        String missing = "";
        while (waiting.size() <= SUCCESSORS && missing.isEmpty()) {
            try {
                String next = jobs.submit(order(waiting));
                waiting.add(next);
                submitted.add(next);
            } catch (SubmissionException e) {
                if (waiting.size() == 1) {
                    throw e;
                }
                missing = String.valueOf(e.getMessage());
            }
        }
        if (!submitted.isEmpty()) {
            jobs.cancelPending(study.id()); // what is queued before the successors may keep them from ever starting
        }
        return new Successors(submitted, missing);
    }

    /** Whoever gets the scheduler's mail hears of the end of every controller. */
    private ControllerJobs.Order order(List<String> after) {
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
    public String script(List<String> command) {
        return """
                #!/bin/sh
                # The controller of a study as a job of the cluster. Written by 'trialog launch'.
                %s
                exec %s
                """.formatted(jobs.beginning(study.controllers()), ShellWords.quoteAll(command));
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
                .sorted(LAST_FIRST)
                .map(ControllerJob::id)
                .toList());
    }

    /** Cancels controllers, started or not. */
    void cancel(List<String> controllers) throws IOException {
        jobs.cancel(controllers);
    }
}
