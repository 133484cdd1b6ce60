package io.trialog.internal.config;

import io.trialog.internal.format.SecretNames;
import io.trialog.internal.yaml.Notes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for secrets that a study file holds in clear: values under names like KEY, TOKEN, SECRET and PASSWORD. Shows none of them. */
final class PlainSecrets {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(-{0,2})([A-Za-z_][A-Za-z0-9_.-]*)=(.+)", Pattern.DOTALL);
    private static final Pattern EXPORT =
            Pattern.compile("(?:^|[\\s;&|])([A-Za-z_][A-Za-z0-9_]*)=(['\"]?)([^\\s;&|]+)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private final Notes notes;

    PlainSecrets(Notes notes) {
        this.notes = notes;
    }

    /** Looks at an element of a command: one that sets a variable is refused, of any other it can't be known. */
    void check(String place, String element) {
        Matcher matcher = ASSIGNMENT.matcher(element);
        if (!matcher.matches() || !SecretNames.isSecret(matcher.group(2)) || isReference(matcher.group(3))) {
            return;
        }
        String name = matcher.group(2);
        String rule = "The command has a value under the name " + name
                + ", which may be a secret: it stands in the log, in scripts and in results.";
        String advice = "\nMaybe export it, and write " + matcher.group(1) + name + "=${envvar:"
                + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + "}.";
        if (matcher.group(1).isEmpty() && VARIABLE.matcher(name).matches()) {
            notes.object(place, rule + advice);
        } else {
            notes.add(place, rule + advice);
        }
    }

    /** Looks at a line of a shell: a text that it sets a variable to is refused. */
    void checkShell(String place, String line) {
        Matcher matcher = EXPORT.matcher(line);
        while (matcher.find()) {
            if (SecretNames.isSecret(matcher.group(1)) && !isReference(matcher.group(3))) {
                notes.object(
                        place,
                        "A line of 'env_setup' sets " + matcher.group(1)
                                + ", which may be a secret: it stands in the log and in scripts.\nMaybe export "
                                + matcher.group(1) + "=\"$(cat ~/.NAME)\", from a file of mode 600.");
            }
        }
    }

    /** Looks at a variable of {@code executor.env}: a text under the name of a secret is refused. */
    void checkVariable(String place, String name, String value) {
        if (SecretNames.isSecret(name) && !value.isEmpty()) {
            notes.object(
                    place,
                    "'executor.env' has a text under the name " + name
                            + ", which may be a secret: it stands in the log and in scripts.\nMaybe export it, and write "
                            + name + ": {env: " + name + "}; or {file: ~/.NAME}, a file of mode 600.");
        }
    }

    private static boolean isReference(String value) {
        return value.contains("$") || value.contains("`");
    }
}
