package io.trialog.internal.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a study file may say of an attempt before there is one: <code>${trial_dir}</code>, <code>${trial}</code> and
 * <code>${attempt}</code>, anywhere in a text; in a command <code>${program}</code> and <code>${envvar:NAME}</code> as well. Every
 * other text stays as it is, also one that looks like a macro. What a macro stands for is not looked at again. Variables of a command
 * are looked up where the program starts. Immutable.
 */
public final class AttemptMacros {

    /** The attempt's own directory. */
    public static final String DIRECTORY = "trial_dir";

    /** The number of the trial. */
    public static final String TRIAL = "trial";

    /** The number of the attempt, from 1. */
    public static final String ATTEMPT = "attempt";

    /** What the study file calls its program. */
    public static final String PROGRAM = "program";

    private static final String VARIABLE = "envvar:";
    private static final Pattern MACRO = Pattern.compile(
            "\\$\\{(" + String.join("|", DIRECTORY, TRIAL, ATTEMPT, PROGRAM) + "|envvar:[A-Za-z_][A-Za-z0-9_]*)\\}");

    /**
     * A part of a text whose macros are replaced.
     *
     * @param text what stands there, or the name of a variable of the environment
     * @param isVariable whether it is the value of that variable, which is looked up later
     */
    public record Piece(String text, boolean isVariable) {

        /** Returns the part as the study file has it: for a variable its macro. */
        public String written() {
            return isVariable ? "${" + VARIABLE + text + "}" : text;
        }
    }

    private final Map<String, String> values;

    private AttemptMacros(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Knows what every text may say.
     *
     * @param directory the attempt's directory
     * @param trial the number of the trial
     * @param attempt the number of the attempt, from 1
     * @return the macros of that attempt
     */
    public static AttemptMacros of(Path directory, int trial, int attempt) {
        return new AttemptMacros(Map.of(
                DIRECTORY, directory.toString(),
                TRIAL, Integer.toString(trial),
                ATTEMPT, Integer.toString(attempt)));
    }

    /**
     * Knows what a command may say, too.
     *
     * @param program what the study file calls its program
     * @param environment where variables are looked up
     * @return these macros and those of a command
     */
    public AttemptMacros ofCommand(String program, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(PROGRAM, program);
        environment.forEach((name, value) -> all.put(VARIABLE + name, value));
        return new AttemptMacros(all);
    }

    /**
     * Knows what a command may say that is the same for every attempt. Macros of an attempt stay as they are.
     *
     * @param program what the study file calls its program
     * @param environment where variables are looked up
     * @return the macros without an attempt
     */
    public static AttemptMacros ofProgram(String program, Map<String, String> environment) {
        return new AttemptMacros(Map.of()).ofCommand(program, environment);
    }

    /**
     * Returns a text with its macros replaced.
     *
     * @param text a text of the study file
     * @return the text for this attempt
     */
    public String fill(String text) {
        return MACRO.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /**
     * Returns a text with its macros replaced, except for variables whose values are not known here.
     *
     * @param text a text of the study file
     * @return its parts, in order; at least one
     */
    public List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher matcher = MACRO.matcher(text);
        int after = 0;
        while (matcher.find()) {
            literal.append(text, after, matcher.start());
            after = matcher.end();
            String name = matcher.group(1);
            String value = values.get(name);
            if (value != null || !name.startsWith(VARIABLE)) {
                literal.append(value == null ? matcher.group() : value);
                continue;
            }
            if (literal.length() > 0) {
                pieces.add(new Piece(literal.toString(), false));
                literal.setLength(0);
            }
            pieces.add(new Piece(name.substring(VARIABLE.length()), true));
        }
        literal.append(text, after, text.length());
        if (literal.length() > 0 || pieces.isEmpty()) {
            pieces.add(new Piece(literal.toString(), false));
        }
        return pieces;
    }

    /** Returns the attempt's directory. */
    public Path directory() {
        return Path.of(Objects.requireNonNull(values.get(DIRECTORY)));
    }

    /**
     * Returns which macros a text has.
     *
     * @param text a text of the study file
     * @return their names, such as {@code trial_dir} and {@code envvar:HOME}, in the order of the text
     */
    public static List<String> in(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = MACRO.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * Returns which variables of the environment a text has.
     *
     * @param text an element of a command
     * @return their names, in the order of the text
     */
    public static List<String> variables(String text) {
        return in(text).stream()
                .filter(name -> name.startsWith(VARIABLE))
                .map(name -> name.substring(VARIABLE.length()))
                .toList();
    }
}
