package io.trialog.internal.run;

import io.trialog.spi.SubmissionException;

/**
 * What a scheduler says about a job that is not submitted.
 *
 * @param words its words; empty if it was not asked
 * @param isRefused whether it would refuse the job now
 * @param isFinal whether it would refuse it at any time
 */
public record SchedulerAnswer(String words, boolean isRefused, boolean isFinal) {

    /** It was not asked. */
    public static final SchedulerAnswer NONE = new SchedulerAnswer("", false, false);

    static SchedulerAnswer accepted(String words) {
        return new SchedulerAnswer(words, false, false);
    }

    static SchedulerAnswer refused(SubmissionException refusal) {
        return new SchedulerAnswer(
                String.valueOf(refusal.getMessage()), true, refusal.kind() == SubmissionException.Kind.PERMANENT);
    }
}
