package io.trialog.internal.protocol.command;

import io.trialog.client.ObjectiveMain;
import io.trialog.exception.TrialogException;
import io.trialog.internal.platform.ThisJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An objective that is a Java class with a name, run as a command: a JVM of its own per trial, wherever trials run.
 *
 * @param className the name of the class
 * @param javaArgs arguments of the JVM
 * @param classpath where the class is
 */
public record JavaObjective(String className, List<String> javaArgs, List<String> classpath) {

    /** The elements of the command that runs it. */
    List<String> command() {
        List<String> words = new ArrayList<>();
        words.add(ThisJvm.executable().toString());
        words.addAll(javaArgs);
        List<String> path = new ArrayList<>(classpath);
        path.add(ownJar());
        words.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        words.addAll(List.of(ObjectiveMain.class.getName(), className));
        return words;
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
