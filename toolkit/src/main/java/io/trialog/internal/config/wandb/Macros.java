package io.trialog.internal.config.wandb;

import io.trialog.exception.StudyFileException;
import io.trialog.space.Nearest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The macros of W&amp;B's {@code command}. Each is an element of its own; which arguments they stand for is said in
 * {@code docs/study-file.md}.
 */
public final class Macros {

    /** The macros that carry the parameters. */
    static final List<String> ARGUMENTS = List.of(
            "args",
            "args_no_hyphens",
            "args_no_boolean_flags",
            "args_no_equals",
            "args_json",
            "args_json_file",
            "args_append_hydra",
            "args_override_hydra");

    /** What W&amp;B runs if the file says only {@code program}. */
    public static final List<String> STANDARD = List.of("${env}", "${interpreter}", "${program}", "${args}");

    private static final List<String> KNOWN = List.of(
            "env",
            "interpreter",
            "program",
            "trial_dir",
            "args",
            "args_no_hyphens",
            "args_no_boolean_flags",
            "args_no_equals",
            "args_json",
            "args_json_file",
            "args_append_hydra",
            "args_override_hydra");
    private static final Pattern VARIABLE = Pattern.compile("envvar:[A-Z0-9_]+");

    private Macros() {}

    /** The word of an element that is a macro and nothing else, or an empty text. */
    public static String word(String element) {
        boolean macro = element.startsWith("${") && element.endsWith("}");
        return macro ? element.substring(2, element.length() - 1) : "";
    }

    /** Refuses macros that nobody knows. W&amp;B drops them silently. */
    public static void check(String element, String place) {
        String word = word(element);
        if (!word.isEmpty() && !KNOWN.contains(word) && !VARIABLE.matcher(word).matches()) {
            throw StudyFileException.at(
                    place,
                    "Unknown macro '" + element + "' in the command; known are " + String.join(", ", KNOWN)
                            + " and envvar:NAME." + Nearest.maybe(word, KNOWN));
        }
        for (String argument : ARGUMENTS) {
            String macro = "${" + argument + "}";
            if (!element.equals(macro) && element.contains(macro)) {
                throw StudyFileException.at(
                        place,
                        "The macro '" + macro + "' must be an element of the command on its own, but is a part of '"
                                + element + "'.");
            }
        }
    }

    /** Whether any element carries parameters. */
    public static boolean passParameters(List<String> command) {
        return command.stream().anyMatch(element -> ARGUMENTS.contains(word(element)));
    }

    /** Whether any element is one of W&amp;B's macros. */
    public static boolean any(List<String> command) {
        return command.stream().anyMatch(element -> {
            String word = word(element);
            return !word.isEmpty() && !word.equals("trial_dir");
        });
    }
}
