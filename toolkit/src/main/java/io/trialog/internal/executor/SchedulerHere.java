package io.trialog.internal.executor;

/**
 * The scheduler of a cluster that can be asked from a process.
 *
 * @param type the executor that runs a trial as a job of it, such as {@code slurm}; empty if there is none
 * @param evidence by what that is known, as the rest of a sentence
 */
public record SchedulerHere(String type, String evidence) {

    /** Returns whether there is one. */
    public boolean isThere() {
        return !type.isEmpty();
    }
}
