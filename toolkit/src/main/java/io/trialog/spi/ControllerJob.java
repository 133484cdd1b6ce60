package io.trialog.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that runs a study's controller, or will.
 *
 * @param id the job's id at the scheduler
 * @param state its state
 * @param text the state and its reason, as the scheduler prints them
 * @param after the ids of the jobs for whose end it waits
 * @param node where it runs, or an empty text
 * @param end when the scheduler ends it at the latest, or {@code null} if that is not known or never
 */
public record ControllerJob(
        String id,
        JobState state,
        String text,
        List<String> after,
        String node,
        @Nullable Instant end) {

    /**
     * Checks and copies the parts.
     *
     * @param id the job's id at the scheduler
     * @param state its state
     * @param text the state and its reason, as the scheduler prints them
     * @param after the ids of the jobs for whose end it waits
     * @param node where it runs, or an empty text
     * @param end when the scheduler ends it at the latest, or {@code null} if that is not known or never
     */
    public ControllerJob {
        after = List.copyOf(after);
    }

    /** {@return whether it has not started yet} */
    public boolean isWaiting() {
        return state == JobState.QUEUED || state == JobState.HELD;
    }

    /**
     * Returns whether it waits for the end of that job.
     *
     * @param job the job
     * @return whether it waits for the end of that job
     */
    public boolean isSuccessorOf(String job) {
        return isWaiting() && after.contains(job);
    }
}
