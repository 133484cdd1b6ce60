package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.OuterJob;
import java.util.List;
import java.util.Map;

/**
 * The environment of Slurm's commands. A controller that is itself a job must not hand its own {@code SLURM_*} variables down:
 * they would change what {@code sbatch} and {@code srun} do.
 */
public final class SlurmEnvironment {

    private static final String CONFIGURATION = "SLURM_CONF";
    private static final String INSIDE = "SLURM_JOB_ID";
    private static final List<String> PREFIXES = List.of(
            "SLURM_",
            "SLURMD_",
            "SBATCH_",
            "SQUEUE_",
            "SALLOC_",
            "SCANCEL_",
            "SINFO_",
            "SRUN_",
            "SACCT_",
            "PMI_",
            "PMIX_");

    private SlurmEnvironment() {}

    /**
     * Returns an environment without what a job of Slurm finds in its own.
     *
     * @param inherited the environment of this process
     * @return the environment for commands
     */
    public static Map<String, String> clean(Map<String, String> inherited) {
        return OuterJob.without(inherited, INSIDE, PREFIXES, List.of(CONFIGURATION));
    }
}
