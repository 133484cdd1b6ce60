package io.trialog.internal.executor.slurm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of Slurm's commands. A controller that is itself a job must not hand its own {@code SLURM_*} variables down:
 * they would change what {@code sbatch} and {@code srun} do.
 */
public final class SlurmEnvironment {

    /** What a job is told about its devices: not what a job has that it submits. */
    public static final Set<String> DEVICES = Set.of(
            "CUDA_VISIBLE_DEVICES",
            "GPU_DEVICE_ORDINAL",
            "ROCR_VISIBLE_DEVICES",
            "HIP_VISIBLE_DEVICES",
            "ZE_AFFINITY_MASK");

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
        Map<String, String> clean = new TreeMap<>(inherited);
        if (inherited.containsKey(INSIDE)) {
            clean.keySet().removeAll(DEVICES);
        }
        clean.keySet()
                .removeIf(
                        name -> !name.equals(CONFIGURATION) && PREFIXES.stream().anyMatch(name::startsWith));
        return clean;
    }
}
