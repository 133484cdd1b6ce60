package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.Nodes;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.JobStates;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Slurm job per trial. Submission is idempotent: every job carries its token in its comment, by which it is looked up
 * when an answer is unclear, and its wrapper lets one copy in. States come from the jobs' own files first; {@code squeue} is
 * asked about all jobs in one query, at most once per poll period, on a thread of its own, so that a scheduler that does not
 * answer stops nothing.
 *
 * <p>{@code native id} is the job's id.
 */
public final class SlurmExecutor implements Executor {

    /**
     * How the executor talks to the scheduler.
     *
     * @param poll how often it asks for the states of all jobs
     * @param patience how long a command of the scheduler may take before it is killed
     * @param lookUpPeriod how long after an unclear submission its job may still turn up
     */
    public record Pace(Duration poll, Duration patience, Duration lookUpPeriod) {

        /** What is polite on a shared cluster: a query every 15 s. */
        public static final Pace POLITE =
                new Pace(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(45));
    }

    private static final String COMMENT = "trialog:";

    private static final JobStates.Own OWN = new JobStates.Own(
            (job, row) -> row.comment().equals(comment(job.token())),
            job -> job.directory().resolve(SbatchOptions.LOG));

    private final SlurmConnection slurm;

    /**
     * @param environment the environment of this process: {@code PATH}, {@code SLURM_CONF}
     * @param pace how often the scheduler is asked
     */
    public SlurmExecutor(Map<String, String> environment, Pace pace) {
        this.slurm = new SlurmConnection(environment, pace);
    }

    @Override
    public String type() {
        return "slurm";
    }

    @Override
    public String activity() {
        return slurm.queue().activity();
    }

    @Override
    public Duration lookUpPeriod() {
        return slurm.pace().lookUpPeriod();
    }

    @Override
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return slurm.nodes(resources);
    }

    @Override
    public List<String> avoid(Set<String> nodes) {
        return slurm.exclusions().keepAwayFrom(nodes);
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        Preview preview = write(spec);
        CommandRunner.Answer answer;
        try {
            answer = slurm.submit(preview.command(), spec.directory().resolve(JobFiles.SCRIPT));
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "Job " + spec.name() + " can't be submitted: sbatch can't be run: " + e.getMessage()
                            + "\nMaybe this machine is no login node of a Slurm cluster.");
        }
        return handle(spec, answer);
    }

    @Override
    public Preview preview(JobSpec spec) {
        SbatchOptions options = SbatchOptions.of(spec, comment(spec.token()));
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(options.arguments());
        return new Preview(command, SlurmScript.render(spec, options.lines(), "\"$SLURM_JOB_ID\""));
    }

    @Override
    public String test(Preview preview) throws IOException {
        return slurm.test(preview);
    }

    private JobHandle handle(JobSpec spec, CommandRunner.Answer answer) throws SubmissionException {
        String id = JobIds.parse(answer.output());
        if (answer.isOk() && id != null) {
            slurm.states().submitted(spec.token());
            slurm.exclusions().submitted(id, Nodes.excluded(spec.resources()));
            return new JobHandle(spec.token(), id, spec.directory());
        }
        Kind kind = answer.isOk() ? Kind.AMBIGUOUS : SubmissionErrors.classify(answer);
        String what = answer.isTimeout()
                ? "sbatch did not answer in " + slurm.pace().patience().toSeconds() + " s"
                : answer.isOk()
                        ? "sbatch printed no job id, but \"" + answer.output().strip() + "\""
                        : complaint(answer);
        throw new SubmissionException(kind, "Job " + spec.name() + " was not submitted: " + what);
    }

    private static String complaint(CommandRunner.Answer answer) {
        String first = SubmissionErrors.firstLine(answer.errors());
        return first.isEmpty() ? answer.complaint() : first;
    }

    /** Writes the script into the job's directory; whatever is wrong with the job shows here, before anything is submitted. */
    private Preview write(JobSpec spec) throws SubmissionException {
        try {
            Preview preview = preview(spec);
            SlurmScript.write(spec, preview.script());
            return preview;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, "Job " + spec.name() + " can't be submitted: " + e.getMessage());
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.TRANSIENT,
                    "Job " + spec.name() + " was not submitted: its script can't be written to " + spec.directory()
                            + ": " + e);
        }
    }

    /** By this comment a job is found again. */
    static String comment(String token) {
        return COMMENT + token;
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        String entered = JobEvidence.enteredBy(directory);
        if (entered != null) {
            return new JobHandle(token, entered, directory);
        }
        for (QueueRow row : slurm.queue().now().values()) {
            if (row.comment().equals(comment(token)) && !neverStarted(row)) {
                return new JobHandle(token, row.id(), directory);
            }
        }
        return null;
    }

    /** A rejected submission may leave a record that looks like a job which failed. */
    private static boolean neverStarted(QueueRow row) {
        return row.word().equals("FAILED") && row.reason().equals("BadConstraints");
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        slurm.exclusions().watch(jobs);
        return slurm.states().of(jobs, OWN);
    }

    @Override
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        slurm.cancel(jobs);
    }

    @Override
    public void close() {
        slurm.close();
    }
}
