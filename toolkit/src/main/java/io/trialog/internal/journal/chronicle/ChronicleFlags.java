package io.trialog.internal.journal.chronicle;

import io.trialog.exception.JournalException;
import java.util.ArrayList;
import java.util.List;

/** The JVM flags without which Chronicle Queue can't map a file. */
public final class ChronicleFlags {

    private static final List<Flag> NEEDED = List.of(
            new Flag("exports", "java.base", "sun.nio.ch"),
            new Flag("exports", "java.base", "jdk.internal.ref"),
            new Flag("opens", "java.base", "java.lang.reflect"));

    private static final List<Flag> USEFUL = List.of(
            new Flag("opens", "java.base", "java.lang"),
            new Flag("opens", "java.base", "java.io"),
            new Flag("opens", "java.base", "java.util"),
            new Flag("exports", "jdk.unsupported", "sun.misc"),
            new Flag("exports", "jdk.compiler", "com.sun.tools.javac.file"),
            new Flag("opens", "jdk.compiler", "com.sun.tools.javac"));

    private ChronicleFlags() {}

    private record Flag(String kind, String module, String packageName) {

        boolean isMissing() {
            Module here = ChronicleFlags.class.getModule();
            return ModuleLayer.boot()
                    .findModule(module)
                    .map(m -> !(kind.equals("opens") ? m.isOpen(packageName, here) : m.isExported(packageName, here)))
                    .orElse(false);
        }

        @Override
        public String toString() {
            Module here = ChronicleFlags.class.getModule();
            return "--add-" + kind + '=' + module + '/' + packageName + "="
                    + (here.isNamed() ? here.getName() : "ALL-UNNAMED");
        }
    }

    /** The flags that this JVM lacks, as they are written on a command line; empty if Chronicle can run. */
    public static List<String> missing() {
        if (NEEDED.stream().noneMatch(Flag::isMissing)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        NEEDED.stream().filter(Flag::isMissing).forEach(flag -> missing.add(flag.toString()));
        USEFUL.stream().filter(Flag::isMissing).forEach(flag -> missing.add(flag.toString()));
        return missing;
    }

    /**
     * Does nothing if Chronicle can run.
     *
     * @throws JournalException naming every missing flag and where to put it
     */
    public static void require() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw new JournalException(message(missing));
        }
    }

    /** Returns what a user should know about a study that goes on without the queue. */
    public static String note() {
        return "This JVM was started without the flags that the event queue needs, so the log is kept in the ledger alone, forced to"
                + " disk at every event. With the flags each event is kept twice, and a damaged copy is repaired from the other: "
                + String.join(" ", missing());
    }

    static String message(List<String> missing) {
        String flags = String.join(" ", missing);
        return "The event queue needs JVM flags that this JVM was started without; a running JVM can't add them: "
                + flags
                + "\nMaybe put them behind 'java' on the command line, or into JDK_JAVA_OPTIONS before starting java; in a notebook,"
                + " 'kernel-setup/install' makes a kernel with them, and 'kernel-setup/install --flags java' adds them to yours"
                + " (JJAVA_JVM_OPTS for JJava's launcher, \"argv\" in"
                + " kernel.json for others); or open the study at level 'ledger', which needs none of them.";
    }
}
