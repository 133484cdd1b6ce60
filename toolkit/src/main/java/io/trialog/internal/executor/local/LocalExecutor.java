package io.trialog.internal.executor.local;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.job.ProcessJobs;
import io.trialog.internal.executor.job.SetupLines;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs jobs as processes of this machine that outlive the controller's JVM. */
final class LocalExecutor implements Executor {

    /** How it stands in a study file. */
    static final String TYPE = "local";

    private static final Duration WRAPPER_TIMEOUT = Duration.ofSeconds(3);

    private final ProcessJobs jobs;
    private final Devices devices;
    private final Map<String, @Nullable Object> section;
    /** Lines that set up the nodes of a cluster say nothing about a machine that {@code auto} falls back to. */
    private final boolean isNamed;

    private final Map<String, Place> places = new LinkedHashMap<>();

    /**
     * @param environment the variables that jobs inherit
     * @param section the executor section of the study
     * @throws io.trialog.exception.RefusedException if it asks for devices that are not there
     */
    LocalExecutor(Map<String, String> environment, Map<String, @Nullable Object> section) {
        this.jobs = new ProcessJobs(new ProcessJobs.Surroundings(environment, "", WRAPPER_TIMEOUT));
        this.devices = Devices.of(section, environment);
        this.section = section;
        this.isNamed = !ExecutorCatalogue.AUTO.equals(section.get("type"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int room() {
        return devices.capacity() - places.size();
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        Place place = placed(spec.token(), spec.directory());
        if (place == null) {
            place = devices.free(places.values());
        }
        if (place == null) {
            throw new SubmissionException(Kind.TRANSIENT, "Every device is in use.");
        }
        if (Files.isDirectory(spec.directory())) { // else the job is refused, with the reason
            try {
                place.write(spec.directory());
            } catch (IOException | ReadOnlyFileSystemException e) {
                throw ProcessJobs.unwritable(spec, Place.FILE, e);
            }
        }
        JobHandle job = jobs.submit(with(place, spec));
        places.put(spec.token(), place);
        return job;
    }

    private JobSpec with(Place place, JobSpec spec) {
        List<String> words = new ArrayList<>(isNamed ? SetupLines.words(section) : List.of());
        words.addAll(spec.command());
        return spec.withCommand(words).withVariables(place.variables());
    }

    @Override
    public Map<String, @Nullable Object> given(JobHandle job) {
        Place place = placed(job.token(), job.directory());
        return place == null ? Map.of() : place.toMap();
    }

    /** The place of a job: a job of an earlier controller says it in its directory. One that can't be read occupies nothing. */
    private @Nullable Place placed(String token, Path directory) {
        Place known = places.get(token);
        try {
            return known == null ? Place.read(directory) : known;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Preview preview(JobSpec spec) {
        Place place = devices.free(List.of());
        return jobs.preview(place == null ? spec : with(place, spec));
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        JobHandle found = jobs.find(token, directory);
        if (found != null) {
            book(found);
        }
        return found;
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> handles) throws IOException {
        Map<String, JobStatus> states = jobs.poll(handles);
        places.keySet().retainAll(states.keySet());
        for (JobHandle handle : handles) {
            JobStatus status = states.get(handle.token());
            if (status == null || status.state().isFinal() || status.state() == JobState.LOST) {
                places.remove(handle.token());
            } else {
                book(handle);
            }
        }
        return states;
    }

    private void book(JobHandle job) {
        Place place = placed(job.token(), job.directory());
        if (place != null) {
            places.put(job.token(), place);
        }
    }

    @Override
    public void cancel(Collection<JobHandle> handles) throws IOException {
        jobs.cancel(handles);
    }

    @Override
    public void close() {
        jobs.close();
    }
}
