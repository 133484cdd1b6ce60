package io.trialog.internal.executor;

import io.trialog.internal.executor.slurm.step.SlurmStepsExecutor;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code executor: auto} stands for: steps inside an allocation of Slurm, a job per trial where {@code sbatch} is, else
 * this machine. Never steps in the kernel of a notebook, nor in the job of a launched study's controller: such an allocation is
 * not there for trials.
 */
public final class AutomaticExecutor {

    /** How it stands in a study file. */
    public static final String AUTO = "auto";

    private static final String ALLOCATION = "SLURM_JOB_ID";

    private AutomaticExecutor() {}

    /**
     * What is chosen.
     *
     * @param type a type of executor
     * @param why the reason, as the rest of a sentence
     */
    public record Choice(String type, String why) {}

    /**
     * The choice for a process.
     *
     * @param environment its environment
     * @param notebook whether it is the kernel of a notebook
     * @param launched whether it runs a launched study, so that its allocation is the small job of the controller
     */
    public static Choice choose(Map<String, String> environment, boolean notebook, boolean launched) {
        String job = environment.getOrDefault(ALLOCATION, "").strip();
        boolean hasSteps = has("srun", environment);
        if (!job.isEmpty() && !notebook && !launched && hasSteps) {
            return new Choice(
                    SlurmStepsExecutor.TYPE, "this process is in allocation " + job + " of Slurm, and srun is there");
        }
        if (!has("sbatch", environment) || !has("squeue", environment)) {
            return new Choice("local", "sbatch and squeue are not in the PATH");
        }
        String allocation = job.isEmpty()
                ? "this process is in no allocation (" + ALLOCATION + " is not set)"
                : "allocation " + job + " "
                        + (notebook
                                ? "holds a notebook"
                                : launched ? "is the controller's own job" : "can't be used without srun");
        return new Choice("slurm", "sbatch and squeue are there, and " + allocation);
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
