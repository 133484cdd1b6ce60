package io.trialog.executor;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place where jobs run. Small on purpose: submit, poll all, cancel. Knows nothing about trials.
 *
 * <p>A job is identified by its token, chosen by the caller and unique for ever; its directory holds everything that it
 * leaves ({@code out.log}, {@code err.log}, {@code exit.json}, ...). Jobs outlive the controller: after a restart
 * {@link #poll} and {@link #cancel} work with handles that an earlier process got.
 *
 * <p>Implementations are called by one thread at a time and never block for long.
 */
public interface Executor extends AutoCloseable {

    /** The type as it stands in a study file: {@code local}, {@code slurm}, ... */
    String type();

    /**
     * Starts a job. Submitting a token that was submitted before does not run it a second time.
     *
     * @throws SubmissionException if it was refused, or if it is not known whether it was accepted
     */
    JobHandle submit(JobSpec spec) throws SubmissionException;

    /**
     * The job that was submitted with this token in this directory, if there is any trace of it. For a controller that
     * died between its intent and the answer.
     */
    @Nullable
    JobHandle find(String token, java.nio.file.Path directory) throws IOException;

    /** The state of all {@code jobs}, in one query, by token. A job that can't be found is LOST; never left out. */
    Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException;

    /**
     * Ends jobs: asks them first (TERM to the whole process group), then kills what is left after the grace period.
     * Returns at once; {@link #poll} tells when they are gone. Unknown and finished jobs are ignored.
     */
    void cancel(Collection<JobHandle> jobs) throws IOException;

    /** Releases resources of this process; leaves the jobs running. */
    @Override
    void close();
}
