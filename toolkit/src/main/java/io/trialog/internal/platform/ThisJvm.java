package io.trialog.internal.platform;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Java that runs this process, and where it found Trialog. */
public final class ThisJvm {

    private ThisJvm() {}

    /** Returns its program {@code java}. */
    public static Path executable() {
        return Path.of(System.getProperty("java.home", "/usr"), "bin", "java");
    }

    /** Returns the version of Java. */
    public static String version() {
        return System.getProperty("java.version", "unknown");
    }

    /** Returns who made it. */
    public static String vendor() {
        return System.getProperty("java.vendor", "");
    }

    /** Returns the class path of this process. */
    public static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    /** Returns where Java puts temporary files. */
    public static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    /** Returns the name of the user who runs this process. */
    public static String user() {
        return System.getProperty("user.name", "");
    }

    /** Returns how many processors this process may use. */
    public static int processors() {
        return processors(Runtime.getRuntime().availableProcessors(), ThisProcess.ofThisProcess());
    }

    /** A job of PBS sees all processors of its node, but has only as many as it asked for. */
    static int processors(int seen, Map<String, String> environment) {
        String ofJob = environment.containsKey("PBS_JOBID") ? environment.getOrDefault("NCPUS", "") : "";
        return ofJob.matches("[1-9][0-9]{0,4}") ? Math.min(seen, Integer.parseInt(ofJob)) : seen;
    }

    /** Returns Trialog's own jar, or a directory of classes in development; {@code null} if it is neither. */
    public static @Nullable Path jar() {
        CodeSource source = ThisJvm.class.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? null
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }
}
