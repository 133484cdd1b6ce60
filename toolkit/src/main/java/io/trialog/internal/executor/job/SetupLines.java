package io.trialog.internal.executor.job;

import io.trialog.internal.file.FileProblem;
import io.trialog.internal.format.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines that set up the environment of a program: {@code template} and {@code env_setup} of the executor section.
 *
 * <p>They are the one place where text of the study file is shell: that is what they are for. They run in a bash of their own, a
 * login shell so that {@code module} is there. A line that fails ends the attempt.
 */
public final class SetupLines {

    private SetupLines() {}

    /**
     * Returns the words before a command that is to run in the environment of the lines.
     *
     * @param resources the executor section
     * @return the words; none where there are no lines
     * @throws UncheckedIOException if the template can't be read
     */
    public static List<String> words(Map<String, @Nullable Object> resources) {
        List<String> lines = lines(resources);
        return lines.isEmpty()
                ? List.of()
                : List.of("bash", "-l", "-c", String.join("\n", lines) + "\nexec \"$@\"", "bash");
    }

    /** One failed line ends the attempt with the code 125, and says which it was. */
    private static List<String> lines(Map<String, @Nullable Object> resources) {
        List<String> lines = new ArrayList<>();
        template(resources, lines);
        if (resources.get("env_setup") instanceof List<?> list) {
            for (Object item : list) {
                String line = String.valueOf(item);
                lines.add("{ " + line + "\n} || { echo "
                        + ShellWords.quote("trialog: this line of env_setup failed: " + line) + " >&2; exit 125; }");
            }
        }
        return lines;
    }

    /** A site's own beginning of scripts: commands that are run before the program. */
    private static void template(Map<String, @Nullable Object> resources, List<String> lines) {
        Object template = resources.get("template");
        if (template != null) {
            try {
                lines.add(Files.readString(Path.of(template.toString())));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The template " + template + " can't be read: " + FileProblem.words(e), e);
            }
        }
    }
}
