package io.trialog.internal.config.wandb;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.CommandLine;
import io.trialog.internal.yaml.Notes;
import io.trialog.space.Nearest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The macros of W&amp;B's {@code command}. What they stand for is said in {@code docs/study-file.md}: those for parameters, {@code
 * ${env}} and {@code ${interpreter}} count as elements of their own, those of {@link AttemptMacros} anywhere.
 */
public final class Macros {

    /** What W&amp;B runs if the file says only {@code program}. */
    public static final List<String> STANDARD = List.of("${env}", "${interpreter}", "${program}", "${args}");

    private static final List<String> WORDS = List.of("env", "interpreter");
    private static final List<String> OWN =
            List.of(AttemptMacros.DIRECTORY, AttemptMacros.TRIAL, AttemptMacros.ATTEMPT);
    private static final List<String> KNOWN = Stream.of(
                    WORDS, List.of(AttemptMacros.PROGRAM), OWN, CommandLine.ARGUMENTS)
            .flatMap(List::stream)
            .toList();
    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private Macros() {}

    /** The word of an element that is a macro and nothing else, or an empty text. */
    public static String word(String element) {
        boolean macro = element.startsWith("${") && element.endsWith("}");
        return macro ? element.substring(2, element.length() - 1) : "";
    }

    /**
     * Looks at an element of a command: refuses one that is a macro and nothing else, if nobody knows it. W&amp;B drops such macros
     * silently. Every other text is handed over as it is; that is noted of what looks like one that counts as a whole element only.
     *
     * @param element the element
     * @param place where it stands
     * @param notes what the user should know
     * @throws StudyFileException if nobody knows the macro
     */
    public static void check(String element, String place, Notes notes) {
        String word = word(element);
        if (WORD.matcher(word).matches() && !KNOWN.contains(word)) {
            throw StudyFileException.at(
                    place,
                    "Unknown macro '" + element + "' in the command; known are " + String.join(", ", KNOWN)
                            + " and envvar:NAME." + Nearest.maybe(word, KNOWN));
        }
        for (String whole : KNOWN) {
            String macro = "${" + whole + "}";
            if (!element.equals(macro)
                    && element.contains(macro)
                    && AttemptMacros.in(macro).isEmpty()) {
                notes.add(
                        place,
                        "'" + macro + "' is handed over as it stands, since it is a part of '" + element
                                + "'. As an element of its own it is a macro.");
            }
        }
    }

    /** Whether any element carries parameters. */
    public static boolean passParameters(List<String> command) {
        return command.stream().anyMatch(element -> CommandLine.ARGUMENTS.contains(word(element)));
    }

    /** Whether any element is one of W&amp;B's macros. */
    public static boolean any(List<String> command) {
        return command.stream().anyMatch(Macros::isOfWandb);
    }

    private static boolean isOfWandb(String element) {
        String word = word(element);
        return KNOWN.contains(word) && !OWN.contains(word)
                || word.startsWith("envvar:")
                        && word.indexOf('}') < 0
                        && AttemptMacros.in(element).size() == 1;
    }
}
