package io.trialog.internal.run;

import io.trialog.trial.Attempt;
import io.trialog.trial.Loss;
import io.trialog.trial.TrialRecord;
import java.time.Instant;
import java.time.InstantSource;

/** Counts the attempts that were lost in a row, whatever their trials: after too many something must be wrong. */
final class LossStreak {

    private static final int TOO_MANY = 10;

    private final InstantSource clock;
    private int losses;
    private Instant first = Instant.EPOCH;

    LossStreak(InstantSource clock) {
        this.clock = clock;
    }

    /** How many there are now. */
    int length() {
        return losses;
    }

    /** A job ended by itself: all is well. */
    void end() {
        losses = 0;
    }

    /**
     * Counts the loss of a trial's last attempt; whether the study should stop. What one event took away, such as a node with
     * all its jobs, is not enough: the attempt must have been begun after the first of these losses. What the user stopped
     * does not count.
     */
    boolean isOneTooMany(TrialRecord trial, Loss loss) {
        if (loss.cause().isInterruption()) {
            return false;
        }
        losses++;
        if (losses == 1) {
            first = clock.instant();
        }
        Attempt last = trial.lastAttempt();
        return losses >= TOO_MANY && (last == null || last.intendedAt().isAfter(first));
    }
}
