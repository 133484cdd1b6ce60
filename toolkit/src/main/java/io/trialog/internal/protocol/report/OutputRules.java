package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.TrialDirectories;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to look for in a program's output and files.
 *
 * @param metric the objective's name
 * @param others names of further metrics that are looked for in the output; may be empty
 * @param patterns the study's own regular expressions. The value is the group named {@code value}, else the first
 *     group; a group named {@code step}, if there is one, is the step
 * @param results a results file and the key in it, or one with an empty file for none
 * @param scoreFile the name of the score file in the attempt's directory
 */
public record OutputRules(
        String metric, List<String> others, List<Pattern> patterns, ResultsKey results, String scoreFile) {

    /**
     * A key in a results file.
     *
     * @param file the file's path, relative to the attempt's directory or the working directory and inside it; empty
     *     for none
     * @param key the way to the value, parts separated by dots; a column in a CSV file
     */
    public record ResultsKey(String file, String key) {

        /** No results file. */
        public static final ResultsKey NONE = new ResultsKey("", "");
    }

    public OutputRules {
        others = List.copyOf(others);
        patterns = List.copyOf(patterns);
    }

    /** Only the objective's name and the standard places. */
    public static OutputRules of(String metric) {
        return new OutputRules(metric, List.of(), List.of(), ResultsKey.NONE, TrialDirectories.SCORE);
    }

    /**
     * A pattern from its text.
     *
     * @throws IllegalArgumentException if it is no regular expression, or has no group for the value
     */
    public static Pattern pattern(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").groupCount() < 1) {
                throw new IllegalArgumentException("A pattern must have a group around the value, but '" + regex
                        + "' has none.\nMaybe '" + regex + "(?<value>\\S+)'.");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "A pattern must be a regular expression, but in '" + regex + "' " + e.getDescription()
                            + " at character " + e.getIndex() + ".",
                    e);
        }
    }
}
