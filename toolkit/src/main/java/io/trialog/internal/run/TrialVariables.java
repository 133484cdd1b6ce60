package io.trialog.internal.run;

import io.trialog.internal.format.ShellWords;
import io.trialog.internal.option.ExecutorOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that the executor section gives to the programs of trials ({@code env}). A secret is looked up where and when the program
 * starts, and is written nowhere.
 *
 * @param section the executor section
 */
record TrialVariables(Map<String, @Nullable Object> section) {

    /** The exit code of what could not be started. */
    private static final int NOT_STARTED = 125;

    /** Those whose values stand in the section. */
    Map<String, String> plain() {
        Map<String, String> plain = new LinkedHashMap<>();
        all().forEach((name, value) -> {
            if (value instanceof String text) {
                plain.put(String.valueOf(name), text);
            }
        });
        return plain;
    }

    /** The words before a command that is to get secrets, too; none where there are none. */
    List<String> starter() {
        StringBuilder script = new StringBuilder();
        all().forEach((name, value) -> {
            if (value instanceof Map<?, ?> reference) {
                lookUp(String.valueOf(name), reference, script);
            }
        });
        return script.isEmpty() ? List.of() : List.of("sh", "-c", script + "exec \"$@\"", "trialog");
    }

    private Map<?, ?> all() {
        return section.get(ExecutorOptions.ENV) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static void lookUp(String name, Map<?, ?> reference, StringBuilder script) {
        if (reference.get("env") instanceof String variable) {
            script.append("[ -n \"${").append(variable).append("+set}\" ] || { echo ");
            script.append(ShellWords.quote("trialog: executor.env takes " + name + " from the environment variable "
                            + variable + ", which is not set here."))
                    .append(" >&2; exit ")
                    .append(NOT_STARTED)
                    .append("; }\n");
            script.append(name).append("=\"${").append(variable).append("}\"");
        } else {
            String path = String.valueOf(reference.get("file"));
            String word = path.startsWith("~/")
                    ? "\"${HOME}\"" + ShellWords.quote(path.substring(1))
                    : ShellWords.quote(path);
            script.append(name).append("=\"$(cat ").append(word).append(")\" || { echo ");
            script.append(ShellWords.quote("trialog: executor.env takes " + name + " from the file " + path
                            + ", which can't be read here."))
                    .append(" >&2; exit ")
                    .append(NOT_STARTED)
                    .append("; }");
        }
        script.append("\nexport ").append(name).append('\n');
    }

    /** A command behind that look-up. */
    List<String> before(List<String> command) {
        List<String> words = new ArrayList<>(starter());
        words.addAll(command);
        return words;
    }
}
