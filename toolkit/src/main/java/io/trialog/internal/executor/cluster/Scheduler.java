package io.trialog.internal.executor.cluster;

import io.trialog.spi.ControllerJob;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler of a cluster: its commands, its options, and what its texts mean. Everything else stands once around it, in
 * {@link ClusterExecutor} and {@link ClusterControllerJobs}.
 *
 * <p>A method blocks until the scheduler has answered, or until the time limit for its commands is over. An {@link IOException}
 * says that the scheduler did not answer, in a text for people. Implementations are safe for use by several threads.
 */
public interface Scheduler {

    /**
     * Returns the command that submits a job.
     *
     * @param submission what is to be submitted
     * @return the command
     * @throws IllegalArgumentException if the scheduler can't be told that, with the reason
     */
    SubmitCommand command(Submission submission);

    /**
     * Returns the script of a trial's job: the wrapper of all jobs, in the dialect of this scheduler.
     *
     * @param spec the job
     * @param directives lines for the beginning of the script
     * @return the script
     * @throws IllegalArgumentException if the job can't be written as a script, with the reason
     */
    String script(JobSpec spec, String directives);

    /**
     * Returns the shell text with which a script of this scheduler begins, so that it has the environment that it needs.
     *
     * @return the lines; may be empty
     */
    String beginning();

    /**
     * Returns the same for a script whose log has the id of its job in its name, where the scheduler can't see to that itself.
     *
     * @param log the file that takes what the script prints, with {@link Submission#JOB} or {@link Submission#TASK} in its name
     * @return the lines; may be empty
     */
    default String beginning(Path log) {
        return beginning();
    }

    /**
     * Returns the name of the file in a job's directory that takes what the wrapper itself or the scheduler says.
     *
     * @return the name
     */
    String log();

    /**
     * Submits a script.
     *
     * @param command the command, as {@link #command} gave it
     * @param script the file with the script
     * @return the job's id
     * @throws SubmissionException if it was refused, or may have been; its kind says what can be done, its message why
     */
    String submit(SubmitCommand command, Path script) throws SubmissionException;

    /**
     * Validates a submission; submits nothing.
     *
     * @param preview the command and the script
     * @return what the scheduler says: when and where the job would start, or why it never would
     * @throws IOException if the scheduler does not answer
     */
    String test(Preview preview) throws IOException, SubmissionException;

    /**
     * Reads all jobs of the user in one query, with those that ended for as long as the scheduler shows them.
     *
     * @return the jobs by id
     * @throws IOException if the scheduler does not answer
     */
    Map<String, QueueRow> jobs() throws IOException;

    /**
     * Finds a job by its tag, also one that is over; never the record that a refused submission left.
     *
     * @param tag the tag
     * @return the job's id, or {@code null} if the scheduler knows no such job
     * @throws IOException if the scheduler does not answer
     */
    @Nullable
    String find(String tag) throws IOException;

    /**
     * Asks the accounting how a job ended that the query for all jobs no longer shows.
     *
     * @param id the job's id
     * @return the last restart of the job, or {@code null} if there is no word of it
     */
    default @Nullable QueueRow account(String id) {
        return null;
    }

    /**
     * Asks a job that runs to end: sends TERM to its script, and to nothing else of it.
     *
     * @param id the job's id; one that is over is ignored
     * @throws IOException if the scheduler has not heard it
     */
    void askToEnd(String id) throws IOException;

    /**
     * Cancels jobs. Unknown and finished jobs are ignored.
     *
     * @param ids the jobs' ids
     * @throws IOException if the scheduler has not heard it
     */
    void cancel(Collection<String> ids) throws IOException;

    /**
     * Reads the controllers that wait, run or end, in one query.
     *
     * @param tags how their tags begin
     * @return the jobs
     * @throws IOException if the scheduler does not answer
     */
    List<ControllerJob> controllers(String tags) throws IOException;

    /**
     * Returns whether the scheduler says for sure that a job of its cluster is over.
     *
     * @param cluster the name of the cluster
     * @param id the job's id
     * @return whether it is over; false if the scheduler does not answer
     */
    boolean isOver(String cluster, String id);

    /**
     * Cancels the places that wait in the queue and carry no trial yet. A scheduler without places has none to cancel.
     *
     * @param tags how their tags begin
     * @throws IOException if the scheduler does not answer
     */
    default void cancelPending(String tags) throws IOException {}

    /**
     * Makes what one executor needs to know about the nodes of the cluster.
     *
     * @return a new object; it knows nothing where jobs can't be kept away from nodes
     */
    default ClusterNodes nodes() {
        return new ClusterNodes() {};
    }

    /**
     * Returns the job in which this process runs.
     *
     * @return the job's id; empty if this process is no part of a job
     */
    String ownJob();

    /**
     * Returns how many commands of the scheduler were run.
     *
     * @return the count
     */
    long commandCount();
}
