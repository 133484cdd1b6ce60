package io.trialog.internal.protocol.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The summary that the Python client of W&amp;B prints at its end: the last value of everything that was logged, rounded to a few
 * digits. For programs that tell their values nowhere else. Not thread-safe.
 *
 * <pre>
 * wandb: Run summary:
 * wandb:       loss 0.125
 * </pre>
 */
final class WandbSummary {

    private static final String CLIENT = "wandb:";
    private static final Pattern BEGIN = Pattern.compile("wandb:\\s*Run summary:\\s*");
    private static final Pattern ENTRY = Pattern.compile("wandb:\\s+(\\S.*?)\\s+(\\S+)\\s*");

    private final Map<String, Double> values = new LinkedHashMap<>();
    private boolean isOpen;
    private boolean isThere;

    /** Takes a line that was printed, without escape sequences. */
    void take(String line) {
        if (!line.startsWith(CLIENT)) {
            return;
        }
        isThere = true;
        if (BEGIN.matcher(line).matches()) {
            isOpen = true;
            return;
        }
        isOpen &= !line.strip().equals(CLIENT);
        Matcher entry = ENTRY.matcher(line);
        Double value = isOpen && entry.matches() ? PrintedNumber.parse(entry.group(2)) : null;
        if (value != null) {
            values.put(entry.group(1), value);
        }
    }

    /** Whether anything of W&amp;B's client was printed. */
    boolean isThere() {
        return isThere;
    }

    /** The values by name. */
    Map<String, Double> values() {
        return Map.copyOf(values);
    }
}
