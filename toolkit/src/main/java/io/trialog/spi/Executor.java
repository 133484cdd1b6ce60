package io.trialog.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** {@return the type as it stands in a study file, such as {@code local} or {@code slurm}} */
    String type();

    /**
     * Starts a job. Submitting a token that was submitted before does not run it a second time.
     *
     * @param spec what is to be run
     * @return how the executor knows the job
     * @throws SubmissionException if it was refused, or if it is not known whether it was accepted
     */
    JobHandle submit(JobSpec spec) throws SubmissionException;

    /**
     * Returns the job that was submitted with this token in this directory, if there is any trace of it. For a
     * controller that died between its intent and the answer.
     *
     * @param token identifies the attempt for ever
     * @param directory the directory
     * @return the job that was submitted with this token in this directory, if there is any trace of it
     * @throws IOException if that can't be told now
     */
    @Nullable
    JobHandle find(String token, Path directory) throws IOException;

    /**
     * Returns what a job was given on this machine when it was submitted, for the log: {@code slot}, {@code devices}.
     *
     * @param job a job that was submitted
     * @return what it was given; by default nothing in particular
     */
    default Map<String, @Nullable Object> given(JobHandle job) {
        return Map.of();
    }

    /**
     * Returns how long after an unclear submission, or one whose answer was lost with its controller, the job may
     * still turn up: only then {@link #find} may be believed that there is none. Zero where that is known at once.
     *
     * @return how long after an unclear submission, or one whose answer was lost with its controller, the job may
     *     still turn up: only then {@link #find} may be believed that there is none
     */
    default Duration lookUpPeriod() {
        return Duration.ZERO;
    }

    /**
     * Returns how many jobs could be submitted right now. Executors that queue jobs themselves take any number; one
     * that holds places of its own on a cluster takes as many as are free, so that parameters are chosen when a place
     * starts and not before.
     *
     * @return how many jobs could be submitted right now
     */
    default int room() {
        return Integer.MAX_VALUE;
    }

    /**
     * Is told in every round how many jobs will be wanted beyond those that run, for executors that hold places.
     *
     * @param jobs how many more, 0 when no further job will be started
     * @param parallel how many may run at a time
     * @throws SubmissionException if no place can be had now, or never
     * @throws IOException if the scheduler can't be asked, or a file can't be read or written
     */
    default void expect(int jobs, int parallel) throws IOException, SubmissionException {}

    /**
     * Returns the names of the nodes on which a job may run that asks for this, if jobs can be kept away from some of
     * them by the
     * resource {@code exclude}; else none.
     *
     * @param resources what is asked for, by resource
     * @return the names of the nodes on which a job may run that asks for this, if jobs can be kept away from some
     *     of them by the resource {@code exclude}; else none
     * @throws IOException if that can't be told now
     */
    default Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return Set.of();
    }

    /**
     * Is told, in every round, on which nodes no further job should run, for places that it holds and jobs that wait
     * in a queue;
     * what is submitted from now on says so itself.
     *
     * @param nodes the machines
     * @return what a user should know
     */
    default List<String> avoid(Set<String> nodes) {
        return List.of();
    }

    /**
     * Returns what {@link #submit} would do with a job, without doing it. The job's directory need not exist.
     *
     * @param spec what is to be run
     * @return what {@link #submit} would do with a job, without doing it
     * @throws IllegalArgumentException if the job can't be submitted, with the reason
     */
    Preview preview(JobSpec spec);

    /**
     * Asks who would run it what they think of a submission, without submitting it.
     *
     * @param preview what would be submitted
     * @return what they said
     * @throws UnsupportedOperationException if there is nobody to ask
     * @throws SubmissionException if they would refuse it
     * @throws IOException if they can't be asked
     */
    default String test(Preview preview) throws IOException, SubmissionException {
        throw new UnsupportedOperationException(
                "Only a scheduler can be asked about a submission, but the executor is '" + type() + "'.");
    }

    /** {@return what it has asked others for so far, in a few words for people; an empty text if it asks nobody} */
    default String activity() {
        return "";
    }

    /**
     * Returns the state of all {@code jobs}, in one query, by token. A job that can't be found is LOST; never left
     * out.
     *
     * @param jobs the jobs
     * @return the state of all {@code jobs}, in one query, by token
     * @throws IOException if the scheduler can't be asked, or a file can't be read or written
     */
    Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException;

    /**
     * Ends jobs: asks them first (TERM to the whole process group), then kills what is left after the grace period.
     * Returns at once; {@link #poll} tells when they are gone. Unknown and finished jobs are ignored.
     *
     * @param jobs the jobs
     * @throws IOException if the scheduler can't be asked, or a file can't be read or written
     */
    void cancel(Collection<JobHandle> jobs) throws IOException;

    /** Releases resources of this process; leaves the jobs running. */
    @Override
    void close();
}
