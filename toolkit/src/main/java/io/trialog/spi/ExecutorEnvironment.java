package io.trialog.spi;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process in which a study's controller runs, as an executor sees it.
 *
 * @param variables the environment variables
 * @param isNotebook whether it is the kernel of a notebook
 * @param isControllerJob whether it runs a launched study, so that its job is the small one of the controller
 */
public record ExecutorEnvironment(Map<String, String> variables, boolean isNotebook, boolean isControllerJob) {

    /**
     * Checks and copies the parts.
     *
     * @param variables the environment variables
     * @param isNotebook whether it is the kernel of a notebook
     * @param isControllerJob whether it runs a launched study, so that its job is the small one of the controller
     */
    public ExecutorEnvironment {
        variables = Map.copyOf(variables);
    }

    /**
     * Returns whether a program can be run from here.
     *
     * @param program the name of a program
     * @return whether a directory of the {@code PATH} holds it
     */
    public boolean has(String program) {
        for (String directory : variables.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            try {
                if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                    return true;
                }
            } catch (InvalidPathException e) {
                continue; // no directory
            }
        }
        return false;
    }
}
