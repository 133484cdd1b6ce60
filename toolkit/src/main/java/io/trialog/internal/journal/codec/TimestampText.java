package io.trialog.internal.journal.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The written form of a time, {@code 2026-11-21T03:41:16.123456Z}: always UTC, always six digits of a second, years 0000
 * to 9999. Own code, since {@code Instant.parse} would take most of the time of a replay.
 */
public final class TimestampText {

    private static final int LENGTH = 27;
    private static final int DAY = 86_400;

    private TimestampText() {}

    /** Cuts off what the log can't hold. */
    public static Instant truncate(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    static String format(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException("The year of a time must be between 0 and 9999, but is " + at + ".");
        }
        char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
        put(text, 0, 4, time.getYear());
        put(text, 5, 2, time.getMonthValue());
        put(text, 8, 2, time.getDayOfMonth());
        put(text, 11, 2, time.getHour());
        put(text, 14, 2, time.getMinute());
        put(text, 17, 2, time.getSecond());
        put(text, 20, 6, time.getNano() / 1000);
        return new String(text);
    }

    private static void put(char[] text, int at, int width, int value) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads the form that {@link #format} writes.
     *
     * @throws IllegalArgumentException if the characters have another form
     */
    static Instant parse(char[] text, int offset, int length) {
        if (length != LENGTH || text[offset + 10] != 'T' || text[offset + 26] != 'Z') {
            throw malformed(text, offset, length);
        }
        int year = digits(text, offset, 4);
        int month = digits(text, offset + 5, 2);
        int day = digits(text, offset + 8, 2);
        long seconds = daysFromCivil(year, month, day) * DAY
                + digits(text, offset + 11, 2) * 3600L
                + digits(text, offset + 14, 2) * 60L
                + digits(text, offset + 17, 2);
        return Instant.ofEpochSecond(seconds, digits(text, offset + 20, 6) * 1000L);
    }

    private static int digits(char[] text, int offset, int width) {
        int value = 0;
        for (int i = offset; i < offset + width; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(text, offset, width);
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, chrono-compatible date algorithms). */
    private static long daysFromCivil(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static IllegalArgumentException malformed(char[] text, int offset, int length) {
        return new IllegalArgumentException("A time must look like 2026-11-21T03:41:16.123456Z, but is '"
                + new String(text, offset, length) + "'.");
    }
}
