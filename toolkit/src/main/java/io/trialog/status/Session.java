package io.trialog.status;

import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code optimize}.
 *
 * @param budget how far it goes
 * @param startedAt when it began
 * @param finishedBefore how many trials were finished then
 * @param endedAt when it ended, or {@code null}
 * @param reason why it ended, or {@code null} while it goes on
 * @param failure what broke it, or {@code null}
 */
public record Session(
        Budget budget,
        Instant startedAt,
        int finishedBefore,
        @Nullable Instant endedAt,
        @Nullable StopReason reason,
        @Nullable String failure) {

    /**
     * Returns a call that begins.
     *
     * @param budget how far
     * @param at when
     * @param finished until this many trials are COMPLETE or PRUNED
     * @return a call that begins
     */
    public static Session begin(Budget budget, Instant at, int finished) {
        return new Session(budget, at, finished, null, null, null);
    }

    /**
     * Returns the same call, ended.
     *
     * @param at when
     * @param why why, in words
     * @return the same call, ended
     */
    public Session ended(Instant at, StopReason why) {
        return new Session(budget, startedAt, finishedBefore, at, why, null);
    }

    /**
     * Returns the same call, broken.
     *
     * @param at when
     * @param why why, in words
     * @param story the whole story
     * @return the same call, broken
     */
    public Session broken(Instant at, StopReason why, String story) {
        return new Session(budget, startedAt, finishedBefore, at, why, story);
    }

    /** {@return whether it is known how many finished trials are wanted} */
    public boolean hasTarget() {
        return budget.finished() < Integer.MAX_VALUE;
    }
}
