package io.trialog.internal.config;

import io.trialog.internal.format.SecretNames;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads paths in which the macros of an attempt may stand: {@code ${trial_dir}/results.json}. */
final class PathMacros {

    private static final List<String> KNOWN =
            List.of(AttemptMacros.DIRECTORY, AttemptMacros.TRIAL, AttemptMacros.ATTEMPT);
    private static final Pattern WORD = Pattern.compile("\\$\\{([^}]*)\\}");

    private PathMacros() {}

    /** Reads a path; new studies are refused for a macro that nobody knows, and for a variable that is not set. */
    static String text(Item item, String what, Notes notes) {
        String text = YamlValues.text(item, what);
        Matcher macro = WORD.matcher(text);
        while (macro.find()) {
            List<String> variables = AttemptMacros.variables(macro.group());
            if (!KNOWN.contains(macro.group(1)) && variables.isEmpty()) {
                notes.object(
                        item.place(),
                        "Unknown macro '" + macro.group() + "' in '" + what + "'; known are "
                                + String.join(", ", KNOWN) + " and envvar:NAME."
                                + Nearest.maybe(macro.group(1), KNOWN));
            } else if (!variables.isEmpty() && !ThisProcess.ofThisProcess().containsKey(variables.get(0))) {
                notes.object(
                        item.place(),
                        "'" + what + "' names the environment variable " + variables.get(0)
                                + ", which is not set.\nMaybe export it before.");
            }
            if (!variables.isEmpty() && SecretNames.isSecret(variables.get(0))) {
                notes.object(
                        item.place(),
                        "'" + what + "' names the environment variable " + variables.get(0)
                                + ", which may be a secret, but paths stand in logs and scripts."
                                + "\nMaybe a variable of another name.");
            }
        }
        return text;
    }

    /** Whether a path begins with something that is absolute in every attempt, or for everybody. */
    static boolean beginsWithMacro(String path) {
        return path.startsWith("${" + AttemptMacros.DIRECTORY + "}") || path.startsWith("${envvar:");
    }

    /**
     * The elements of a command that runs in a directory of the trial's own: those that name a file beside the study file become
     * absolute, the program itself only if it is a path.
     */
    static List<String> resolved(List<String> command, Path directory) {
        List<String> resolved = new ArrayList<>();
        for (String element : command) {
            boolean isSearched = resolved.isEmpty() && !element.contains("/");
            resolved.add(isSearched ? element : resolved(element, directory));
        }
        return resolved;
    }

    /** A text that names a file beside the study file as an absolute path; every other one as it is. */
    static String resolved(String element, Path directory) {
        if (element.isEmpty() || element.startsWith("-") || element.contains("${") || element.indexOf('\0') >= 0) {
            return element;
        }
        Path file = directory.resolve(element).normalize();
        return Files.isRegularFile(file) ? file.toString() : element;
    }
}
