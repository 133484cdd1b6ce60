package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.spi.JobSpec;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.util.Collection;

/** What a scheduler is told about arrays of places, and how it names them. For use by one thread at a time. */
public interface JobArrays {

    /**
     * How the script of a place knows itself.
     *
     * @param id a shell word: the id of the place
     * @param node a shell word: the name of its node at the scheduler, or an empty text
     */
    record Place(String id, String node) {}

    /**
     * Returns the command that submits an array; one of a single place may be a plain job.
     *
     * @param submission what is to be submitted
     * @param places how many places the array has
     * @param parallelism how many of them may run at a time
     * @return the command
     * @throws IllegalArgumentException if the scheduler can't be told that, with the reason
     */
    SubmitCommand command(Submission submission, int places, int parallelism);

    /**
     * Returns how the script of a place knows itself.
     *
     * @return its words
     */
    Place place();

    /**
     * Returns the script of a job that runs in a place.
     *
     * @param spec the job
     * @return the script
     * @throws IllegalArgumentException if the job can't be written as one, with the reason
     */
    String script(JobSpec spec);

    /**
     * Returns how many places an array may have.
     *
     * @return the number, from 1
     * @throws IOException if the scheduler does not answer
     * @throws SubmissionException if there are no arrays here, or it does not say
     */
    int largest() throws IOException, SubmissionException;

    /**
     * Returns whether the scheduler itself keeps a cap on how many places of an array run at a time. Where it does not, no more
     * places are queued than may be there.
     *
     * @return whether {@link #throttle} has an effect
     */
    boolean hasThrottle();

    /**
     * Sets how many places of an array may run at a time.
     *
     * @param array the array's id
     * @param parallelism how many
     * @return whether it is so now, as far as can be read back
     * @throws IOException if the scheduler does not answer
     */
    boolean throttle(String array, int parallelism) throws IOException;

    /**
     * Cancels places, and no others of their arrays.
     *
     * @param places the places
     * @return whether there were some, and the scheduler has heard it
     * @throws IOException if the scheduler does not answer
     */
    boolean cancel(Collection<QueueRow> places) throws IOException;

    /**
     * Returns the array that a place belongs to.
     *
     * @param id the id of a place
     * @return the array's id
     */
    String array(String id);

    /**
     * Returns the number of a place in its array.
     *
     * @param id the id of a place
     * @return the number
     */
    String number(String id);
}
