package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.JobStates;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.slurm.SlurmConnection;
import io.trialog.internal.executor.slurm.SlurmExecutor;
import io.trialog.internal.executor.slurm.SlurmScript;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in the tasks of Slurm job arrays. An array's tasks are places: each is given a job when it has started, not when it was
 * queued, so that a trial's parameters are as young as they can be, and a job that was lost takes the next free place. {@code
 * native id} is {@code ARRAY_TASK}.
 */
public final class SlurmArrayExecutor implements Executor {

    /** A shell word: the id of the task that runs it. */
    static final String JOB_WORD = "\"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"";

    private final Map<String, @Nullable Object> resources;
    private final SlurmConnection slurm;
    private final PlaceArrays arrays;

    /**
     * Whose places they are.
     *
     * @param directory where places and controller meet, absolute, on a file system that the nodes share
     * @param owner the study's id: names alone may be shared by several studies of a user
     * @param name the study's name, for people
     */
    public record Home(Path directory, String owner, String name) {}

    /**
     * @param environment the environment of this process: {@code PATH}, {@code SLURM_CONF}
     * @param resources what each place asks for: the executor section of the study file
     */
    public SlurmArrayExecutor(
            Map<String, String> environment,
            SlurmExecutor.Pace pace,
            Home home,
            Map<String, @Nullable Object> resources) {
        this.resources = resources;
        this.slurm = new SlurmConnection(environment, pace);
        this.arrays = new PlaceArrays(home, slurm);
    }

    @Override
    public String type() {
        return "slurm-array";
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
    public int room() {
        QueueWatch.Snapshot snapshot = slurm.queue().latest();
        if (snapshot == null) {
            return 0; // places of an earlier controller may be over
        }
        try {
            return arrays.free(snapshot).values().stream().mapToInt(List::size).sum();
        } catch (IOException e) {
            return 0; // the directory can't be read now
        }
    }

    @Override
    public void expect(int jobs, int parallel) throws IOException, SubmissionException {
        if (jobs == 0) {
            arrays.end();
            return;
        }
        QueueWatch.Snapshot snapshot = slurm.queue().latest();
        if (snapshot != null) {
            arrays.arrange(jobs, room(), parallel, resources, snapshot);
        }
    }

    @Override
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return slurm.nodes(resources);
    }

    @Override
    public List<String> avoid(Set<String> nodes) {
        arrays.avoid(nodes);
        return slurm.exclusions().keepAwayFrom(nodes); // places with a job that the scheduler starts again
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        try {
            Path file = SlurmScript.write(spec, SlurmScript.render(spec, "", JOB_WORD));
            QueueWatch.Snapshot snapshot = slurm.queue().latest();
            Map<PlaceDirectory, List<String>> free = snapshot == null ? Map.of() : arrays.free(snapshot);
            for (Map.Entry<PlaceDirectory, List<String>> places : free.entrySet()) {
                for (String slot : places.getValue()) {
                    if (places.getKey().give(slot, file)) {
                        slurm.states().submitted(spec.token());
                        return new JobHandle(spec.token(), slot, spec.directory());
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, "Job " + spec.name() + " can't be submitted: " + e.getMessage());
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.AMBIGUOUS, "Job " + spec.name() + " may not have been given to a place: " + e);
        }
        throw new SubmissionException(Kind.TRANSIENT, "Job " + spec.name() + " waits: no place is free.");
    }

    /** The array that would be submitted for one such job; the job's own script is what a place would run. */
    @Override
    public Preview preview(JobSpec spec) {
        return arrays.preview(spec, resources);
    }

    @Override
    public String test(Preview preview) throws IOException {
        return slurm.test(preview);
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        String entered = JobEvidence.enteredBy(directory);
        if (entered != null) {
            return new JobHandle(token, entered, directory);
        }
        for (PlaceDirectory slots : arrays.slots()) {
            String slot = slots.holderOf(directory.resolve(JobFiles.SCRIPT));
            if (!slot.isEmpty()) {
                return new JobHandle(token, slot, directory);
            }
        }
        return null;
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        slurm.exclusions().watch(jobs);
        return slurm.states().of(jobs, new JobStates.Own((job, row) -> arrays.isOurs(row), arrays::log));
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
