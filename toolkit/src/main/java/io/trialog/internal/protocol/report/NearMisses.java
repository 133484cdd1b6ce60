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
    private String header = "";
    private @Nullable String noNumber;
    private boolean isRounded;
    private boolean isWandbThere;
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
        noNumber = found == null || found.noNumber() == null ? noNumber : found.noNumber();
        boolean isTaken = found != null && found.metrics().containsKey(metric);
        if (!isTaken && line.toLowerCase(Locale.ROOT).contains(lowerMetric)) {
            keep(shortened(line));
            header = hasNumber(line.toLowerCase(Locale.ROOT).replace(lowerMetric, "")) ? "" : shortened(line);
        } else if (!header.isEmpty() && hasNumber(line)) {
            lines.remove(header);
            keep(header + "\n  " + shortened(line));
            header = "";
        }
    }

    private void keep(String text) {
        lines.remove(text);
        lines.add(text);
        if (lines.size() > KEPT) {
            lines.remove(lines.iterator().next());
        }
    }

    private static boolean hasNumber(String line) {
        return line.chars().anyMatch(Character::isDigit);
    }

    /** Takes the names of values in the report file. */
    void reported(Map<String, Double> values) {
        values.keySet().stream()
                .filter(name -> !name.equals(metric))
                .limit(KEPT)
                .forEach(reported::add);
    }

    /** Takes whether W&amp;B's client was heard. */
    void wandb(boolean isThere) {
        isWandbThere |= isThere;
    }

    /** The value is that of a summary, which is rounded. */
    void rounded() {
        isRounded = true;
    }

    /** What one of the study's patterns has found last that is no number, or {@code null}. */
    @Nullable
    String noNumber() {
        return noNumber;
    }

    /** A sentence about a line that was passed over, or about a value that is rounded; else an empty text. */
    String note() {
        if (isRounded) {
            return "The value of '" + metric + "' is the one in the summary of W&B's client, which rounds it.";
        }
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
        if (isWandbThere) {
            texts.add(
                    "What it logs to W&B is seen here only where W&B's client prints its summary: call wandb.finish() at the end.");
        }
        return String.join("\n", texts);
    }

    private static String shortened(String line) {
        String text = line.strip().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
