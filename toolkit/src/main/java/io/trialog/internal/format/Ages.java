package io.trialog.internal.format;

import java.time.Duration;
import java.time.Instant;

/** Spans of time as a person says them: two units at most. */
public final class Ages {

    private Ages() {}

    /** For example {@code 12s}, {@code 3m 20s}, {@code 5h 2m}, {@code 4d 1h}. */
    public static String of(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        } else if (seconds < 3600) {
            return seconds / 60 + "m" + rest(seconds % 60, "s");
        } else if (seconds < 86_400) {
            return seconds / 3600 + "h" + rest(seconds % 3600 / 60, "m");
        }
        return seconds / 86_400 + "d" + rest(seconds % 86_400 / 3600, "h");
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    /** How long ago something happened. */
    public static String since(Instant then, Instant now) {
        return of(Duration.between(then, now)) + " ago";
    }
}
