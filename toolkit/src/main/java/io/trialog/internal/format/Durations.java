package io.trialog.internal.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people and schedulers write them: {@code 90} (seconds), {@code 90s}, {@code 500ms}, {@code 1h30m},
 * {@code 2d}, {@code 01:30:00}, {@code 10:00} (minutes and seconds) and Slurm's {@code 3-00:00:00}. Thread-safe.
 */
public final class Durations {

    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d+)d)?\\s*(?:(\\d+)h)?\\s*(?:(\\d+)m(?:in)?)?\\s*(?:(\\d+(?:\\.\\d+)?)s)?\\s*(?:(\\d+)ms)?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+)-)?(?:(\\d+):)?(\\d{1,2}):(\\d{2})");
    private static final Pattern SECONDS = Pattern.compile("\\d+(\\.\\d+)?");
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if it has none of the forms above
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        try {
            if (SECONDS.matcher(trimmed).matches()) {
                return millis(trimmed, 1000);
            }
            Matcher clock = CLOCK.matcher(trimmed);
            if (clock.matches()) {
                return sum(clock);
            }
            Matcher units = UNITS.matcher(trimmed);
            if (!trimmed.isEmpty() && units.matches()) {
                return sum(units);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The duration '" + text + "' is too long.", e);
        }
        throw new IllegalArgumentException(
                "A duration is written like 90s, 5m, 1h30m, 2d, 01:30:00 or 3-00:00:00, but is '" + text + "'.");
    }

    private static Duration sum(Matcher matcher) {
        Duration sum = Duration.ZERO;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String number = matcher.group(group);
            if (number != null) {
                sum = sum.plus(millis(number, UNIT_MILLIS[group - 1]));
            }
        }
        return sum;
    }

    private static Duration millis(String number, long unit) {
        BigDecimal millis = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    /** Writes a duration in the shortest form that {@link #parse} reads back: {@code 1h30m}, {@code 90s} is 1m30s. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toDaysPart(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    /** A duration in seconds, as the maps of a study file hold it: a Long if whole, else a Double. */
    public static Object seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? (Object) duration.toSeconds()
                : (Object) (duration.toMillis() / 1000.0);
    }

    /** The duration that {@link #seconds} wrote. */
    public static Duration ofSeconds(Number seconds) {
        return Duration.ofMillis((long) StrictMath.rint(seconds.doubleValue() * 1000));
    }
}
