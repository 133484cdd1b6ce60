package io.trialog.internal.protocol.command;

import io.trialog.internal.format.ShellWords;
import io.trialog.internal.protocol.AttemptMacros;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a command for one attempt. Variables of the environment may stand in them: their values are known where and when the
 * program starts, and are written nowhere. Immutable.
 */
public final class ArgumentVector {

    /** The exit code of what could not be started. */
    private static final int NOT_STARTED = 125;

    private final List<List<AttemptMacros.Piece>> words;
    private final List<String> starter;

    /**
     * Makes a vector.
     *
     * @param starter what stands before the words when they are run
     */
    ArgumentVector(List<List<AttemptMacros.Piece>> words, List<String> starter) {
        this.words = List.copyOf(words);
        this.starter = List.copyOf(starter);
    }

    /** Returns the words for people: in place of a variable stands its macro. */
    public List<String> texts() {
        return words.stream().map(ArgumentVector::text).toList();
    }

    /**
     * Returns the argument vector of the program. With variables it is that of a shell that looks them up, says which one is not set, and
     * becomes the program. What the values hold is never interpreted.
     */
    public List<String> toRun() {
        List<String> vector = new ArrayList<>(starter);
        vector.addAll(variables().isEmpty() ? texts() : lookingUp());
        return vector;
    }

    private List<String> lookingUp() {
        StringBuilder script = new StringBuilder();
        for (String name : variables()) {
            script.append("[ -n \"${")
                    .append(name)
                    .append("+set}\" ] || { echo 'trialog: The command names the environment variable ")
                    .append(name)
                    .append(", which is not set here.' >&2; exit ")
                    .append(NOT_STARTED)
                    .append("; }\n");
        }
        List<String> literals = new ArrayList<>();
        script.append("exec");
        for (List<AttemptMacros.Piece> word : words) {
            script.append(" \"");
            for (AttemptMacros.Piece piece : word) {
                script.append("${")
                        .append(piece.isVariable() ? piece.text() : position(piece, literals))
                        .append('}');
            }
            script.append('"');
        }
        List<String> vector = new ArrayList<>(List.of("sh", "-c", script.toString(), "trialog"));
        vector.addAll(literals);
        return vector;
    }

    private static String position(AttemptMacros.Piece piece, List<String> literals) {
        literals.add(piece.text());
        return Integer.toString(literals.size());
    }

    /** Returns the words for a line of a shell that people run. */
    public List<String> shell() {
        List<String> line = new ArrayList<>();
        for (List<AttemptMacros.Piece> word : words) {
            if (word.stream().noneMatch(AttemptMacros.Piece::isVariable)) {
                line.add(ShellWords.brief(text(word)));
                continue;
            }
            StringBuilder quoted = new StringBuilder();
            for (AttemptMacros.Piece piece : word) {
                quoted.append(piece.isVariable() ? "\"${" + piece.text() + "}\"" : ShellWords.brief(piece.text()));
            }
            line.add(quoted.toString());
        }
        return line;
    }

    private Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        for (List<AttemptMacros.Piece> word : words) {
            word.stream().filter(AttemptMacros.Piece::isVariable).forEach(piece -> names.add(piece.text()));
        }
        return names;
    }

    private static String text(List<AttemptMacros.Piece> word) {
        StringBuilder text = new StringBuilder();
        word.forEach(piece -> text.append(piece.written()));
        return text.toString();
    }
}
