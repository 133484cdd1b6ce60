package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.ClusterConnection;
import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.JobMatcher;
import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.file.FileProblem;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in the elements of job arrays. An array's elements are places: each is given a job when it has started, not when it was
 * queued, so that a trial's parameters are as young as they can be, and a job that was lost takes the next free place. {@code
 * native id} is the id of the place.
 */
public final class ArrayExecutor implements Executor {

    private final String type;
    private final Map<String, @Nullable Object> resources;
    private final Scheduler scheduler;
    private final JobArrays jobArrays;
    private final ClusterConnection cluster;
    private final PlaceArrays arrays;
    private final HeldPlaces held;
    private final JobMatcher matcher;

    /**
     * Whose places they are.
     *
     * @param directory where places and controller meet, absolute, on a file system that the nodes share
     * @param owner the study's id: names alone may be shared by several studies of a user
     * @param name the study's name, for people
     */
    public record Home(Path directory, String owner, String name) {

        /**
         * Returns the places of a study.
         *
         * @param study what the executor is made for
         * @return whose places they are
         */
        static Home of(ExecutorContext study) {
            return new Home(study.directory().resolve("slots"), study.studyId(), study.studyName());
        }
    }

    /**
     * Makes the executor of a study.
     *
     * @param type the type as it stands in a study file
     * @param scheduler the scheduler that runs the places
     * @param jobArrays what it is told about arrays
     * @param settings how it is asked
     * @param study what the executor is made for
     */
    public ArrayExecutor(
            String type, Scheduler scheduler, JobArrays jobArrays, PollSettings settings, ExecutorContext study) {
        this(type, scheduler, jobArrays, settings, Home.of(study), study.options());
    }

    /**
     * Makes an executor.
     *
     * @param type the type as it stands in a study file
     * @param scheduler the scheduler that runs the places
     * @param jobArrays what it is told about arrays
     * @param settings how it is asked
     * @param home whose places they are
     * @param resources what each place asks for: the executor section of the study file
     */
    public ArrayExecutor(
            String type,
            Scheduler scheduler,
            JobArrays jobArrays,
            PollSettings settings,
            Home home,
            Map<String, @Nullable Object> resources) {
        this.type = type;
        this.resources = resources;
        this.scheduler = scheduler;
        this.jobArrays = jobArrays;
        this.cluster = new ClusterConnection(scheduler, settings);
        this.held = new HeldPlaces(jobArrays);
        this.arrays = new PlaceArrays(home, scheduler, jobArrays);
        this.matcher = new JobMatcher((job, row) -> arrays.isOurs(row), arrays::log);
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
    public int room() {
        QueueWatch.Snapshot snapshot = cluster.queue().latest();
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
        QueueWatch.Snapshot snapshot = cluster.queue().latest();
        if (snapshot != null) {
            arrays.arrange(jobs, room(), parallel, resources, snapshot);
        }
    }

    @Override
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return cluster.nodes(resources);
    }

    @Override
    public List<String> avoid(Set<String> nodes) {
        arrays.avoid(nodes);
        List<String> notes = new ArrayList<>(cluster.avoid(nodes)); // places with a job that the scheduler starts again
        QueueWatch.Snapshot snapshot = cluster.queue().latest();
        if (snapshot != null) {
            notes.addAll(held.notes(snapshot.rows().values().stream().filter(arrays::isOurs)));
        }
        return notes;
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        try {
            Path file = ClusterExecutor.writeScript(spec, jobArrays.script(spec));
            QueueWatch.Snapshot snapshot = cluster.queue().latest();
            Map<PlaceDirectory, List<String>> free = snapshot == null ? Map.of() : arrays.free(snapshot);
            for (Map.Entry<PlaceDirectory, List<String>> array : free.entrySet()) {
                for (String place : array.getValue()) {
                    if (array.getKey().assign(place, file)) {
                        cluster.submitted(spec.token());
                        return new JobHandle(spec.token(), place, spec.directory());
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, "Job " + spec.name() + " can't be submitted: " + e.getMessage());
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.AMBIGUOUS,
                    "Job " + spec.name() + " may not have been given to a place: " + FileProblem.words(e));
        }
        throw new SubmissionException(Kind.TRANSIENT, "Job " + spec.name() + " waits: no place is free.");
    }

    /** The array that would be submitted for one such job; the job's own script is what a place would run. */
    @Override
    public Preview preview(JobSpec spec) {
        return arrays.preview(spec, resources);
    }

    @Override
    public String test(Preview preview) throws IOException, SubmissionException {
        return scheduler.test(preview);
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        String entered = JobEvidence.enteredBy(directory);
        if (entered != null) {
            return new JobHandle(token, entered, directory);
        }
        for (PlaceDirectory places : arrays.directories()) {
            String place = places.holderOf(directory.resolve(JobFiles.SCRIPT));
            if (!place.isEmpty()) {
                return new JobHandle(token, place, directory);
            }
        }
        return null;
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
