package io.trialog.internal.protocol.command;

import io.trialog.client.ObjectiveMain;
import io.trialog.exception.TrialogException;
import io.trialog.internal.platform.ThisJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An objective that is a Java class with a name, run as a command: a JVM of its own per trial, wherever trials run. */
public final class JavaObjective {

    private JavaObjective() {}

    /** Whether an objective section names something that is run per trial. */
    public static boolean isProgram(Map<String, @Nullable Object> objective) {
        return objective.get("command") instanceof List<?> || objective.get("class") != null;
    }

    /** The section with the class made a command; a section without a class as it is. */
    public static Map<String, @Nullable Object> asCommand(Map<String, @Nullable Object> objective) {
        Object name = objective.get("class");
        if (name == null) {
            return objective;
        }
        List<String> words = new ArrayList<>();
        words.add(ThisJvm.executable().toString());
        words.addAll(texts(objective.get("java_args")));
        List<String> path = new ArrayList<>(texts(objective.get("classpath")));
        path.add(ownJar());
        words.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        words.addAll(List.of(ObjectiveMain.class.getName(), name.toString()));
        Map<String, @Nullable Object> command = new LinkedHashMap<>(objective);
        command.put("command", words);
        command.put("parameters", "json");
        return command;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> elements
                ? elements.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String ownJar() {
        Path jar = ThisJvm.jar();
        if (jar == null) {
            throw new TrialogException("Trialog's own jar must be a file, which an objective class needs, but is not."
                    + "\nMaybe put it on the class path as a file.");
        }
        return jar.toString();
    }
}
