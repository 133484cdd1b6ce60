package io.trialog.internal.protocol.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program wrote that came near to its metric and was not taken: lines of its output, and names in its report file.
 * Kept for the note about a trial, and for the message of one that left no value. Not thread-safe.
 */
final class NearMisses {

    private static final int KEPT = 3;
    private static final int LONGEST = 120;

    private final String metric;
    private final String lowerMetric;
    private final Set<String> lines = new LinkedHashSet<>();
    private final Set<String> reported = new LinkedHashSet<>();
    private PrintedLine.@Nullable Passed part;
    private PrintedLine.@Nullable Passed qualified;

    NearMisses(String metric) {
        this.metric = metric;
        this.lowerMetric = metric.toLowerCase(Locale.ROOT);
    }

    /** Takes a line in which nothing was found, or a value was passed over. */
    void printed(String line, PrintedLine.@Nullable Found found) {
        PrintedLine.Passed passed = found == null ? null : found.passed();
        if (passed != null) {
            boolean isPart = passed.verdict() == NameContext.Verdict.PART;
            part = part == null && isPart ? passed : part;
            qualified = isPart ? qualified : passed;
        }
        boolean isTaken = found != null && found.metrics().containsKey(metric);
        if (!isTaken && line.toLowerCase(Locale.ROOT).contains(lowerMetric)) {
            lines.add(shortened(line));
            if (lines.size() > KEPT) {
                lines.remove(lines.iterator().next());
            }
        }
    }

    /** Takes the names of values in the report file. */
    void reported(Map<String, Double> values) {
        values.keySet().stream()
                .filter(name -> !name.equals(metric))
                .limit(KEPT)
                .forEach(reported::add);
    }

    /** One sentence about a line that was passed over, or an empty text. */
    String note() {
        PrintedLine.Passed passed = part == null ? qualified : part;
        return passed == null
                ? ""
                : "The value in the line \"" + shortened(passed.line()) + "\" was not taken, since '" + passed.name()
                        + "' is only a part of the name there.";
    }

    /** What came near, and what to do, for a trial without a value; an empty text if nothing did. */
    String advice() {
        List<String> texts = new ArrayList<>();
        PrintedLine.Passed near = qualified;
        if (near != null) {
            String line = near.line();
            int end = line.lastIndexOf(near.name());
            int begin = line.lastIndexOf(' ', Math.max(0, end - 2)) + 1;
            String name = line.substring(begin, end + near.name().length()).strip();
            texts.add("The line \"" + shortened(line) + "\" was not taken, since '" + name + "' may be another metric."
                    + "\nMaybe take it by objective: {pattern: '"
                    + Pattern.compile("[.*+?^$|()\\[\\]{}\\\\]").matcher(name).replaceAll("\\\\$0")
                    + "\\s*[:=]\\s*(\\S+)'}.");
        } else if (!lines.isEmpty()) {
            texts.add("These lines of its output came near:\n  " + String.join("\n  ", lines));
        }
        if (!reported.isEmpty()) {
            texts.add("Its report file has values of "
                    + String.join(
                            ", ",
                            reported.stream().map(name -> "'" + name + "'").toList()) + ".");
        }
        return String.join("\n", texts);
    }

    private static String shortened(String line) {
        String text = line.strip().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
