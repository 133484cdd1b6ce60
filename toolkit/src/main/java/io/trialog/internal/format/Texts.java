package io.trialog.internal.format;

import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces of text that several places show. */
public final class Texts {

    private static final int LONGEST = 120;

    private Texts() {}

    /** For example {@code lr=0.01, model=trees}. */
    public static String params(TrialRecord trial) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, @Nullable Object> entry : trial.params().entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(entry.getKey()).append('=');
            text.append(value(entry.getValue()));
        }
        return text.toString();
    }

    /** A parameter's value: numbers briefly, everything else as it is. */
    public static String value(@Nullable Object value) {
        return value instanceof Double d ? NumberText.of(d) : String.valueOf(value);
    }

    /** Returns {@code 1 trial} or {@code 3 trials}. */
    public static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** One line of at most 120 characters. */
    public static String shortened(String reason) {
        String line = reason.replace('\n', ' ').strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
