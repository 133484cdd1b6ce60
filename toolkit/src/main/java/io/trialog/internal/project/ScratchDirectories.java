package io.trialog.internal.project;

import io.trialog.internal.project.ProjectFinding.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a large file system for data that may be lost, by variables and by names that sites use. */
public final class ScratchDirectories {

    private static final List<String> VARIABLES =
            List.of("SCRATCH", "WORK", "SCRATCHDIR", "PSCRATCH", "EPHEMERAL", "RCAC_SCRATCH");
    /** Below the root of the file system; the place of the user's name is marked. */
    private static final List<String> PLACES =
            List.of("scratch/%s", "work/%s", "lustre/%s", "gpfs/%s", "rds/general/user/%s/ephemeral");

    private ScratchDirectories() {}

    /**
     * Returns a directory of the user's on a scratch file system.
     *
     * @param environment the variables of this process
     */
    public static ProjectFinding find(Map<String, String> environment) {
        for (String name : VARIABLES) {
            Path path = Path.of(environment.getOrDefault(name, ""));
            if (!path.toString().isEmpty() && Files.isDirectory(path) && Files.isWritable(path)) {
                return ProjectFinding.of(
                        path.toString(), "The variable " + name + " names it" + kind(path) + ".", Weight.HIGH);
            }
        }
        String user = environment.getOrDefault("USER", "");
        for (String place : user.matches("[A-Za-z0-9._-]+") ? PLACES : List.<String>of()) {
            Path path = Path.of("/", String.format(Locale.ROOT, place, user));
            if (Files.isDirectory(path) && Files.isWritable(path)) {
                return ProjectFinding.of(path.toString(), "It is there" + kind(path) + ".", Weight.LOW);
            }
        }
        return ProjectFinding.none("No variable names one, and none of the usual directories is there.");
    }

    private static String kind(Path path) {
        try {
            return " (" + Files.getFileStore(path).type() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
