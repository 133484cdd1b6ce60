package io.trialog.internal.executor.local;

import io.trialog.internal.executor.job.ProcessJobs;
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
import org.jspecify.annotations.Nullable;

/** Runs jobs as processes of this machine that outlive the controller's JVM. */
final class LocalExecutor implements Executor {

    /** How it stands in a study file. */
    static final String TYPE = "local";

    private static final Duration WRAPPER_TIMEOUT = Duration.ofSeconds(3);

    private final ProcessJobs jobs;

    /** @param environment the variables that jobs inherit */
    LocalExecutor(Map<String, String> environment) {
        this.jobs = new ProcessJobs(new ProcessJobs.Surroundings(environment, "", WRAPPER_TIMEOUT));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        return jobs.submit(spec);
    }

    @Override
    public Preview preview(JobSpec spec) {
        return jobs.preview(spec);
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        return jobs.find(token, directory);
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> handles) throws IOException {
        return jobs.poll(handles);
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
