package io.trialog.study;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The controller of a study: the one process that may write to it.
 *
 * @param host the name of its machine
 * @param pid its process
 * @param since when it took the study, or {@code null} if that is unknown
 * @param epoch how many controllers the study has had, this one included
 * @param job the scheduler's job that the process belongs to; empty if none
 * @param life what can be said from here about whether the process lives
 */
public record ControllerInfo(
        String host, long pid, @Nullable Instant since, int epoch, String job, Life life) {

    /** What can be said about whether a process lives. */
    public enum Life {
        /** It is proven that the process has ended. */
        DEAD,
        /** The process runs on this machine. */
        ALIVE,
        /** The process can't be seen from here. */
        UNKNOWN
    }

    /**
     * Returns whether it is proven from here that the controller has ended.
     *
     * @return {@code false} also if it is unknown
     */
    public boolean isDead() {
        return life == Life.DEAD;
    }

    /**
     * Describes the controller in a message, for example {@code process 12 on node7, job 4711, epoch 2}.
     *
     * @return half a sentence
     */
    public String describe() {
        return "process " + pid + " on " + host + (job.isEmpty() ? "" : ", job " + job) + ", epoch " + epoch;
    }
}
