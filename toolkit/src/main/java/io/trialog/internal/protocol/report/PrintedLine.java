package io.trialog.internal.protocol.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds values in one line that a program printed.
 *
 * <ul>
 *   <li>{@code OPTUNA_SCORE: 0.83} and {@code Best validation score: 0.83}, also with {@code =}: a final value
 *   <li>a metric's own name: {@code val_auc: 0.83}, {@code val_auc=0.83}, {@code 'val_auc': 0.83}
 *   <li>the study's own patterns
 *   <li>where the objective is that the program ends well, every name
 *   <li>a step beside a metric: {@code epoch 3}, {@code Epoch 3/10}, {@code step=300}, {@code 'epoch': 3.0}
 * </ul>
 *
 * <p>A name counts where it is whole ({@link NameContext}). If it stands several times in a line, the last one counts.
 * Thread-safe.
 */
final class PrintedLine {

    /**
     * What a line holds.
     *
     * @param marker the value behind OPTUNA_SCORE, or {@code null}
     * @param best the value behind {@code Best validation score}, or {@code null}
     * @param custom what the first of the study's patterns that matches has found, or {@code null}
     * @param metrics the values behind metric names
     * @param step the step on the line, or {@code null}
     * @param noNumber what one of the study's patterns has found that is no number, or {@code null}
     * @param passed a value that was passed over since the name before it is no whole one, or {@code null}
     */
    record Found(
            @Nullable Double marker,
            @Nullable Double best,
            @Nullable Custom custom,
            Map<String, Double> metrics,
            @Nullable Long step,
            @Nullable String noNumber,
            @Nullable Passed passed) {}

    /**
     * What one of the study's patterns has found.
     *
     * @param value the value
     * @param step the step, if the pattern has a group for it that holds one, or {@code null}
     * @param isResult whether the pattern has no group for a step: then the last value that it finds is the result
     */
    record Custom(double value, @Nullable Long step, boolean isResult) {}

    /**
     * A value that was passed over.
     *
     * @param name the name that was looked for
     * @param line the line, without escape sequences
     * @param verdict why: {@code PART} or {@code QUALIFIED}
     */
    record Passed(String name, String line, NameContext.Verdict verdict) {}

    private static final Pattern ANSI = Pattern.compile(
            "\u001B(?:\\[[0-9;?]*+[ -/]*+[@-~]|\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\)?|[@-Z\\\\^_])");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:/|u([0-9a-fA-F]{4}))");
    private static final String SCORE = "OPTUNA_SCORE";
    private static final Pattern MARKER = after(SCORE);
    private static final Pattern BEST = after("(?i:best\\s++(?:validation\\s++)?score)");
    private static final Pattern ANY = after("(?<![\\w./@-])[A-Za-z_][\\w./@-]{0,99}");
    private static final Pattern STEP = Pattern.compile(
            "(?<![\\w.])(?i:epoch|step|global_step|iteration|iter|round)['\"]?\\s*+[:=#]?\\s*+\\[?(\\d{1,18})(?:\\.0*+)?(?![\\w.])");

    private final Map<String, Pattern> names = new LinkedHashMap<>();
    private final OutputRules rules;

    PrintedLine(OutputRules rules) {
        this.rules = rules;
        names.put(rules.metric(), after(Pattern.quote(rules.metric())));
        rules.others().forEach(name -> names.put(name, after(Pattern.quote(name))));
    }

    /**
     * What the line holds, or {@code null} if nothing.
     *
     * @throws IllegalArgumentException if one of the study's patterns took too long or went too deep on this line
     */
    @Nullable
    Found find(String text) {
        String line = decoded(plain(text));
        List<Passed> passed = new ArrayList<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        names.forEach((name, pattern) -> {
            Double value = line.contains(name) ? last(name, pattern, line, passed) : null;
            if (value != null) {
                metrics.put(name, value);
            }
        });
        if (rules.success()) {
            any(line, metrics);
        }
        Double marker = line.contains(SCORE) ? last(SCORE, MARKER, line, passed) : null;
        Double best = mentionsScore(line) ? last("", BEST, line, passed) : null;
        List<String> noNumbers = new ArrayList<>();
        Custom custom = custom(line, noNumbers);
        boolean isNothing = metrics.isEmpty() && marker == null && best == null && custom == null;
        if (isNothing && passed.isEmpty() && noNumbers.isEmpty()) {
            return null;
        }
        Long step = custom != null && custom.step() != null ? custom.step() : step(line);
        Passed first = passed.isEmpty() ? null : passed.get(0);
        String noNumber = noNumbers.isEmpty() ? null : noNumbers.get(0);
        return new Found(marker, best, custom, metrics, step, noNumber, first);
    }

    /** Every whole name with a number behind it, but no step. */
    private static void any(String line, Map<String, Double> metrics) {
        Matcher matcher = ANY.matcher(line);
        while (matcher.find()) {
            Double value = PrintedNumber.parse(matcher.group(2));
            if (value != null
                    && !STEP.matcher(matcher.group()).find()
                    && NameContext.of(line, matcher.start(), matcher.end(1)) == NameContext.Verdict.WHOLE) {
                metrics.put(matcher.group(1), value);
            }
        }
    }

    /** A line without escape sequences. */
    static String plain(String text) {
        return text.indexOf('\u001B') < 0 ? text : ANSI.matcher(text).replaceAll("");
    }

    /** JSON may write any character of a key as an escape sequence; quotes stay escaped. */
    private static String decoded(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        return JSON_ESCAPE.matcher(line).replaceAll(match -> {
            String code = match.group(1);
            String text = code == null ? "/" : String.valueOf((char) Integer.parseInt(code, 16));
            return Matcher.quoteReplacement(text.equals("\"") || text.equals("\\") ? match.group() : text);
        });
    }

    private @Nullable Custom custom(String line, List<String> noNumbers) {
        for (Pattern pattern : rules.patterns()) {
            try {
                Custom found = custom(pattern, line, noNumbers);
                if (found != null) {
                    return found;
                }
            } catch (StackOverflowError e) {
                throw new IllegalArgumentException("The pattern '" + pattern + "' is too deep for this line.", e);
            }
        }
        return null;
    }

    private static @Nullable Custom custom(Pattern pattern, String line, List<String> noNumbers) {
        Matcher matcher = pattern.matcher(new BoundedText(line, pattern));
        while (matcher.find()) {
            String named = group(matcher, pattern, "value");
            String text = named == null ? String.valueOf(matcher.group(1)) : named;
            Double value = PrintedNumber.parse(text);
            if (value == null) {
                noNumbers.add(text);
            } else {
                return new Custom(value, whole(group(matcher, pattern, "step")), !hasGroup(pattern, "step"));
            }
        }
        return null;
    }

    /** The step that a text stands for, or {@code null} if it is no integer from 0 on. */
    private static @Nullable Long whole(@Nullable String text) {
        Double number = text == null ? null : PrintedNumber.parse(text);
        if (number == null || number < 0 || number >= 1e18 || number != Math.rint(number)) {
            return null;
        }
        return Math.round(number);
    }

    private static @Nullable String group(Matcher matcher, Pattern pattern, String name) {
        return hasGroup(pattern, name) ? matcher.group(name) : null;
    }

    private static boolean hasGroup(Pattern pattern, String name) {
        return pattern.pattern().contains("(?<" + name + ">");
    }

    private static boolean mentionsScore(String line) {
        return line.contains("core") || line.contains("CORE");
    }

    private static @Nullable Long step(String line) {
        Matcher matcher = STEP.matcher(line);
        return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
    }

    private @Nullable Double last(String name, Pattern pattern, String line, List<Passed> passed) {
        Matcher matcher = pattern.matcher(line);
        Double value = null;
        while (matcher.find()) {
            NameContext.Verdict verdict = NameContext.of(line, matcher.start(), matcher.end(1));
            if (verdict == NameContext.Verdict.WHOLE) {
                value = PrintedNumber.parse(matcher.group(2));
            } else if (!name.isEmpty() && !endsAnotherName(line, matcher.start(), matcher.end(1))) {
                passed.add(new Passed(name, line, verdict));
            }
        }
        return value;
    }

    /** Whether the name from {@code begin} to {@code end} is the end of a metric that is looked for, too. */
    private boolean endsAnotherName(String line, int begin, int end) {
        return names.keySet().stream()
                .anyMatch(other -> other.length() > end - begin && line.startsWith(other, end - other.length()));
    }

    /** A number behind a name and a colon or equals sign. */
    private static Pattern after(String name) {
        return Pattern.compile("(" + name + ")['\"`]?\\s*+[:=]\\s*+" + PrintedNumber.WRAPPED);
    }
}
