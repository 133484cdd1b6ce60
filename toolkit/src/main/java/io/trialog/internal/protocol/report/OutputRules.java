package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.spi.Collector;
import io.trialog.spi.EndedAttempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to look for in a program's output and files.
 *
 * @param metric the objective's name
 * @param others names of further metrics that are looked for in the output; may be empty
 * @param patterns the study's own regular expressions. The value is the group named {@code value}, else the first
 *     group; a group named {@code step}, if there is one, is the step
 * @param collector reads what the program left in files of its own, or {@link #NO_COLLECTOR}
 * @param scoreFile the path of the score file, absolute or in the attempt's directory; may have the macros of an attempt
 * @param scoreOutside whether a relative score file is looked for in the working directory, too
 * @param success whether the objective is that the program ends well: then every metric that is printed is kept
 */
public record OutputRules(
        String metric,
        List<String> others,
        List<Pattern> patterns,
        Collector collector,
        String scoreFile,
        boolean scoreOutside,
        boolean success) {

    /** Reads nothing. */
    public static final Collector NO_COLLECTOR = new Collector() {
        @Override
        public String source() {
            return "nothing";
        }

        @Override
        public Map<String, Double> collect(EndedAttempt attempt) {
            return Map.of();
        }
    };

    public OutputRules {
        others = List.copyOf(others);
        patterns = List.copyOf(patterns);
    }

    /** Rules for an objective that the program tells. */
    public OutputRules(
            String metric,
            List<String> others,
            List<Pattern> patterns,
            Collector collector,
            String scoreFile,
            boolean scoreOutside) {
        this(metric, others, patterns, collector, scoreFile, scoreOutside, false);
    }

    /** The same for an objective that is reached by every program that ends well, or not. */
    public OutputRules withSuccess(boolean isSuccess) {
        return new OutputRules(metric, others, patterns, collector, scoreFile, scoreOutside, isSuccess);
    }

    /** Only the objective's name and the standard places. */
    public static OutputRules of(String metric) {
        return new OutputRules(metric, List.of(), List.of(), NO_COLLECTOR, TrialDirectories.SCORE, false);
    }

    /**
     * The same for one attempt, its macros replaced.
     */
    public OutputRules of(AttemptMacros macros) {
        Collector own = collector instanceof PlacedCollector placed ? placed.of(macros) : collector;
        return new OutputRules(metric, others, patterns, own, macros.fill(scoreFile), scoreOutside, success);
    }

    /** The names of all metrics that are looked for. */
    List<String> names() {
        List<String> names = new ArrayList<>(others);
        names.add(0, metric);
        return names;
    }

    /** Whether the user named the score file. */
    boolean namesScoreFile() {
        return scoreOutside || !scoreFile.equals(TrialDirectories.SCORE);
    }

    /** Where the program of an attempt may leave results outside the attempt's own directory; for {@link StartMarks#make}. */
    public List<Path> outside(Path directory, Path workdir) {
        List<Path> places = new ArrayList<>();
        if (collector instanceof PlacedCollector placed) {
            places.addAll(placed.outside(directory, workdir));
        } else if (collector != NO_COLLECTOR) {
            places.add(workdir);
        }
        if (scoreOutside || Path.of(scoreFile).isAbsolute()) {
            places.addAll(ResultPlaces.outside(scoreFile, directory, workdir));
        }
        return places;
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
