package io.trialog.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Trialog asks of a cluster's scheduler for controllers that are jobs themselves. Implementations are safe for use by
 * several threads and may block for as long as the scheduler takes to answer.
 */
public interface ControllerJobs {

    /**
     * A controller to be submitted.
     *
     * @param owner the study's id, by which its controllers are found again
     * @param name the study's name, for people
     * @param directory where the job's output goes, absolute
     * @param script what it runs
     * @param resources {@code partition}, {@code account}, {@code qos}, {@code cpus}, {@code mem}, {@code time} (seconds)
     * @param after the jobs for whose ends it waits, however these come
     */
    record Order(
            String owner,
            String name,
            Path directory,
            Path script,
            Map<String, @Nullable Object> resources,
            List<String> after) {

        /**
         * Copies the list of jobs.
         *
         * @param owner the study's id, by which its controllers are found again
         * @param name the study's name, for people
         * @param directory where the job's output goes, absolute
         * @param script what it runs
         * @param resources {@code partition}, {@code account}, {@code qos}, {@code cpus}, {@code mem}, {@code time} (seconds)
         * @param after the jobs for whose ends it waits, however these come
         */
        public Order {
            after = List.copyOf(after);
        }
    }

    /**
     * Submits a controller; an unclear answer is looked up before it is told.
     *
     * @param order the order
     * @return the job's id
     * @throws SubmissionException if it was refused, or may have been
     */
    String submit(Order order) throws SubmissionException;

    /**
     * Returns the controllers of a study that wait, run or are just ending, in one query.
     *
     * @param owner the study's id
     * @return the controllers of a study that wait, run or are just ending, in one query
     * @throws IOException if the scheduler does not say
     */
    List<ControllerJob> of(String owner) throws IOException;

    /**
     * Returns which jobs of a study's trials, and which places that it holds, wait, run or are just ending, in one query.
     *
     * @param owner the study's id
     * @param jobs the ids of jobs of trials
     * @return those of them that are not over, and the ids of places; by default all of {@code jobs}
     * @throws IOException if the scheduler does not say
     */
    default List<String> living(String owner, Collection<String> jobs) throws IOException {
        return List.copyOf(jobs);
    }

    /**
     * Returns how a job ended, as far as the scheduler still knows.
     *
     * @param job the job's id
     * @return the state and its reason, as the scheduler prints them; by default an empty text
     * @throws IOException if the scheduler does not say
     */
    default String ending(String job) throws IOException {
        return "";
    }

    /**
     * Returns the shell text with which the script of a controller begins.
     *
     * @param directory where the job's output goes, absolute
     * @return the lines; by default none
     */
    default String beginning(Path directory) {
        return "";
    }

    /**
     * Returns the job of this scheduler in which this process runs.
     *
     * @return the job's id; by default an empty text: it is no part of a job
     */
    default String ownJob() {
        return "";
    }

    /**
     * Returns the command by which a controller would be submitted.
     *
     * @param order the controller
     * @return program and arguments
     * @throws SubmissionException if it can't be submitted as it stands
     */
    default List<String> command(Order order) throws SubmissionException {
        throw new SubmissionException(SubmissionException.Kind.PERMANENT, "This scheduler shows no command.");
    }

    /**
     * Returns whether the scheduler says, for sure, that a job of its cluster is over.
     *
     * @param cluster what the cluster says
     * @param job the job
     * @return whether the scheduler says, for sure, that a job of its cluster is over
     */
    boolean isOver(String cluster, String job);

    /**
     * Cancels jobs; those that are over are ignored.
     *
     * @param jobs the jobs
     * @throws IOException if the scheduler can't be asked, or a file can't be read or written
     */
    void cancel(Collection<String> jobs) throws IOException;

    /**
     * Takes back the places of a study that wait in the queue, and carry no trial yet, so that a controller submitted
     * before the next ones comes first.
     *
     * @param owner the study's id
     * @throws IOException if the scheduler can't be asked, or a file can't be read or written
     */
    void cancelPending(String owner) throws IOException;
}
