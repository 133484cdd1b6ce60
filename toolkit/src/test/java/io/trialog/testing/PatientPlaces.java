package io.trialog.testing;

import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Waits for a free place before a submission, as the loop does by asking for room first. */
public final class PatientPlaces implements Executor {
    private final ArrayExecutor places;
    private final Runnable awaitTheirEnd;

    /**
     * An executor like any other.
     *
     * @param awaitTheirEnd waits until no place is there any more: they write into a directory that is deleted then
     */
    public PatientPlaces(ArrayExecutor places, Runnable awaitTheirEnd) {
        this.places = places;
        this.awaitTheirEnd = awaitTheirEnd;
    }

    @Override
    public String type() {
        return places.type();
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        try {
            JobHandle before = places.find(spec.token(), spec.directory());
            if (before != null) {
                return before;
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (places.room() == 0
                    && System.nanoTime() < deadline
                    && spec.workdir().toFile().isDirectory()) {
                places.expect(20, 3);
                Thread.sleep(100);
            }
            return places.submit(spec);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Preview preview(JobSpec spec) {
        return places.preview(spec);
    }

    @Override
    public JobHandle find(String token, Path directory) throws IOException {
        return places.find(token, directory);
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        return places.poll(jobs);
    }

    @Override
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        places.cancel(jobs);
    }

    @Override
    public void close() {
        try {
            places.expect(0, 0);
        } catch (IOException | SubmissionException e) {
            throw new IllegalStateException(e);
        }
        places.close();
        awaitTheirEnd.run();
    }
}
