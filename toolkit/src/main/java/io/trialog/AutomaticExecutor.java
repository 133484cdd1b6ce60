package io.trialog;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code executor: auto} stands for: steps inside an allocation of Slurm, a job per trial where {@code sbatch} is, else
 * this machine. Never steps in the kernel of a notebook: an allocation that holds a notebook is not there for trials.
 */
final class AutomaticExecutor {

    /** How it stands in a study file. */
    static final String AUTO = "auto";

    private AutomaticExecutor() {}

    /**
     * The type for a process.
     *
     * @param environment its environment
     * @param notebook whether it is the kernel of a notebook
     */
    static String type(Map<String, String> environment, boolean notebook) {
        boolean allocation = !environment.getOrDefault("SLURM_JOB_ID", "").isBlank();
        if (allocation && !notebook && has("srun", environment)) {
            return "slurm-steps";
        }
        return has("sbatch", environment) && has("squeue", environment) ? "slurm" : "local";
    }

    private static boolean has(String program, Map<String, String> environment) {
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
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
