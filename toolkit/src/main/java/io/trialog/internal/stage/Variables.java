package io.trialog.internal.stage;

import io.trialog.exception.TrialogException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $NAME} and <code>${NAME}</code> by variables of the environment, and {@code $$} by {@code $}. No shell sees it. */
final class Variables {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*)|\\$)");

    private Variables() {}

    /**
     * The text with its variables replaced; what the values hold stays as it is.
     *
     * @throws TrialogException if a variable is not set or empty, or a {@code $} stands before something else
     */
    static String expand(String text, Map<String, String> environment) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            expanded.append(literal(text, from, matcher.start()));
            expanded.append(value(text, matcher, environment));
            from = matcher.end();
        }
        return expanded.append(literal(text, from, text.length())).toString();
    }

    private static String value(String text, Matcher matcher, Map<String, String> environment) {
        if (matcher.group().equals("$$")) {
            return "$";
        }
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new TrialogException("'" + text + "' names the variable " + name
                    + ", which is not set on this machine.\nMaybe export it before 'trialog launch'.");
        }
        return value;
    }

    private static String literal(String text, int from, int to) {
        String part = text.substring(from, to);
        if (part.indexOf('$') >= 0) {
            throw new TrialogException("In '" + text + "' a $ must stand before the name of a variable, since no shell"
                    + " sees it.\nMaybe $SCRATCH/higgs.");
        }
        return part;
    }
}
