package io.trialog.internal.executor.cluster;

/**
 * A job as its scheduler shows it.
 *
 * @param id the job's id
 * @param state its state
 * @param word the state in the scheduler's own text
 * @param reason why it waits or ended, in the scheduler's own text, or an empty text
 * @param node where it runs, or an empty text
 * @param tag what it was submitted with: {@link Submission#tag}; empty if the scheduler does not say
 */
public record QueueRow(String id, SchedulerState state, String word, String reason, String node, String tag) {

    /**
     * Returns the state and the reason, as people know them.
     *
     * @return the text
     */
    public String text() {
        return reason.isEmpty() ? word : word + " (" + reason + ")";
    }
}
