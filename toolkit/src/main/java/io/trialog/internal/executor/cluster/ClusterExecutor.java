package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.file.FileProblem;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job of a cluster's scheduler per trial. Submission is idempotent: every job carries its token in its tag, by which it is
 * looked up when an answer is unclear, and its wrapper lets one copy in. States come from the jobs' own files first; the
 * scheduler is asked about all jobs in one query, at most once per poll period.
 *
 * <p>{@code native id} is the job's id.
 */
public final class ClusterExecutor implements Executor {

    private final String type;
    private final Scheduler scheduler;
    private final ClusterConnection cluster;
    private final JobMatcher matcher;

    /**
     * Makes an executor.
     *
     * @param type the type as it stands in a study file
     * @param scheduler the scheduler that runs the jobs
     * @param settings how it is asked
     */
    public ClusterExecutor(String type, Scheduler scheduler, PollSettings settings) {
        this.type = type;
        this.scheduler = scheduler;
        this.cluster = new ClusterConnection(scheduler, settings);
        this.matcher = new JobMatcher(
                (job, row) -> row.tag().equals(JobTags.trial(job.token())),
                job -> job.directory().resolve(scheduler.log()));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String activity() {
        return cluster.activity();
    }

    @Override
    public Duration lookUpPeriod() {
        return cluster.settings().lookUpPeriod();
    }

    @Override
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return cluster.nodes(resources);
    }

    @Override
    public List<String> avoid(Set<String> nodes) {
        return cluster.avoid(nodes);
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        SubmitCommand command = write(spec);
        try {
            String id = scheduler.submit(command, spec.directory().resolve(JobFiles.SCRIPT));
            JobHandle job = new JobHandle(spec.token(), id, spec.directory());
            cluster.submitted(job, spec.resources());
            return job;
        } catch (SubmissionException e) {
            throw new SubmissionException(e.kind(), "Job " + spec.name() + " was not submitted: " + e.getMessage());
        }
    }

    @Override
    public Preview preview(JobSpec spec) {
        SubmitCommand command = command(spec);
        return new Preview(command.words(), scheduler.script(spec, command.directives()));
    }

    private SubmitCommand command(JobSpec spec) {
        return scheduler.command(new Submission(
                JobTags.trial(spec.token()),
                spec.name(),
                spec.directory(),
                scheduler.log(),
                spec.resources(),
                List.of()));
    }

    @Override
    public String test(Preview preview) throws IOException, SubmissionException {
        return scheduler.test(preview);
    }

    /** Writes the script into the job's directory; whatever is wrong with the job shows here, before anything is submitted. */
    private SubmitCommand write(JobSpec spec) throws SubmissionException {
        try {
            SubmitCommand command = command(spec);
            writeScript(spec, scheduler.script(spec, command.directives()));
            return command;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, "Job " + spec.name() + " can't be submitted: " + e.getMessage());
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.TRANSIENT,
                    "Job " + spec.name() + " was not submitted: its script can't be written to " + spec.directory()
                            + ": " + FileProblem.words(e));
        }
    }

    /**
     * Writes a job's script into its directory.
     *
     * @param spec the job
     * @param script the script
     * @return the file
     * @throws IllegalArgumentException if the job could not run where it wants to
     * @throws IOException if the file can't be written
     */
    public static Path writeScript(JobSpec spec, String script) throws IOException {
        if (!Files.isDirectory(spec.workdir())) {
            throw new IllegalArgumentException("its working directory " + spec.workdir()
                    + " does not exist.\nMaybe objective.workdir in the study file is misspelt?");
        }
        return JobScript.write(spec.directory(), script);
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        String entered = JobEvidence.enteredBy(directory);
        String id = entered == null ? scheduler.find(JobTags.trial(token)) : entered;
        return id == null ? null : new JobHandle(token, id, directory);
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        return cluster.poll(jobs, matcher);
    }

    @Override
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        cluster.cancel(jobs);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
