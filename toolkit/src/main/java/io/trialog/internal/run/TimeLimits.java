package io.trialog.internal.run;

import io.trialog.internal.executor.job.ExitRecord;
import io.trialog.internal.format.Durations;
import io.trialog.spi.JobStatus;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says which limit ended a program, and how long it ran. */
final class TimeLimits {

    /** So many seconds are told with a decimal. */
    private static final double SHORT = 10;

    private TimeLimits() {}

    /**
     * A sentence about the end of a job that ran out of time.
     *
     * @param own the limit that Trialog itself keeps, or {@code null}
     * @param trial whose last attempt it was
     */
    static String text(JobStatus status, @Nullable Duration own, TrialRecord trial) {
        if (status.reason().equals(ExitRecord.OWN_LIMIT)) {
            String limit = own == null ? "its time limit" : "its time limit of " + Durations.format(own);
            return "The program ran longer than " + limit + " (executor.time_limit) and was ended" + after(status)
                    + ".";
        }
        Duration asked = asked(trial);
        String limit = asked == null
                ? "the time limit of its job, which is the default of its partition (executor.time sets another),"
                : "the time limit of its job, " + Durations.format(asked) + " (executor.time),";
        String words = status.reason().isEmpty() ? "" : " (" + status.reason() + ")";
        return "The program ran longer than " + limit + " and the scheduler ended it" + words + after(status) + ".";
    }

    private static @Nullable Duration asked(TrialRecord trial) {
        Attempt last = trial.lastAttempt();
        return last != null && last.usage().resources().get("time") instanceof Number seconds
                ? Durations.ofSeconds(seconds)
                : null;
    }

    private static String after(JobStatus status) {
        Double seconds = status.details().seconds();
        if (seconds == null) {
            return "";
        }
        return " after "
                + (seconds < SHORT
                        ? String.format(Locale.ROOT, "%.1f s", seconds)
                        : Durations.format(Duration.ofSeconds(Math.round(seconds))));
    }
}
