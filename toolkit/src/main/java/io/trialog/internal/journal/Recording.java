package io.trialog.internal.journal;

import io.trialog.event.StudyEvent;
import io.trialog.trial.TrialRecord;

/**
 * An event that is about to be appended, with what it concerns.
 *
 * @param event what happened
 * @param trial the number of the trial it concerns, or -1
 * @param attempt the attempt of the trial it concerns, from 1, or 0
 * @param cause the sequence number of the event that led to it, or -1
 */
public record Recording(StudyEvent event, int trial, int attempt, long cause) {

    /** An event that concerns no trial and has no cause in the log. */
    public static Recording of(StudyEvent event) {
        return new Recording(event, -1, 0, -1);
    }

    /** The same event about a trial. */
    public Recording trial(int number) {
        return new Recording(event, number, attempt, cause);
    }

    /** The same event about an attempt of its trial. */
    public Recording attempt(int number) {
        return new Recording(event, trial, number, cause);
    }

    /** The same event about the current attempt of a trial. */
    public Recording attemptOf(TrialRecord record) {
        return new Recording(event, record.number(), record.attempt(), cause);
    }

    /** The same event, to which an earlier event led. */
    public Recording causedBy(long seq) {
        return new Recording(event, trial, attempt, seq);
    }
}
