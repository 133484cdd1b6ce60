package io.trialog.internal.executor.slurm;

import io.trialog.spi.ExecutorEnvironment;

/**
 * The allocation of Slurm in which this process runs. That of a notebook's kernel, or of a launched study's controller, is not
 * there for trials.
 *
 * @param job the id of the allocation; empty if there is none
 * @param obstacle why trials can't be steps of it, as the rest of a sentence; empty if they can
 */
public record OwnAllocation(String job, String obstacle) {

    private static final String VARIABLE = "SLURM_JOB_ID";

    /**
     * Looks at a process.
     *
     * @param environment the process
     * @return what its environment says
     */
    public static OwnAllocation of(ExecutorEnvironment environment) {
        String job = environment.variables().getOrDefault(VARIABLE, "").strip();
        if (job.isEmpty()) {
            return new OwnAllocation(job, "this process is in no allocation (" + VARIABLE + " is not set)");
        }
        String obstacle = obstacle(environment);
        return new OwnAllocation(job, obstacle.isEmpty() ? "" : "allocation " + job + " " + obstacle);
    }

    private static String obstacle(ExecutorEnvironment environment) {
        if (environment.isNotebook()) {
            return "holds a notebook";
        } else if (environment.isControllerJob()) {
            return "is the controller's own job";
        }
        return environment.has("srun") ? "" : "can't be used without srun";
    }
}
