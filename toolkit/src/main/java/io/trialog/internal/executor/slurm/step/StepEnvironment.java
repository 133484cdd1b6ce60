package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.cluster.OuterJob;
import io.trialog.internal.executor.slurm.SlurmEnvironment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of the steps of an allocation. What an allocation's shell finds in its own describes the allocation, or the
 * batch script: handed to {@code srun} it changes what a step asks for, and handed to a trial it tells it wrong numbers. What
 * names the allocation stays; the rest {@code srun} sets anew.
 */
final class StepEnvironment {

    private static final Set<String> KEPT = Set.of(
            "SLURM_JOB_ID",
            "SLURM_JOBID",
            "SLURM_CLUSTER_NAME",
            "SLURM_JOB_ACCOUNT",
            "SLURM_JOB_PARTITION",
            "SLURM_JOB_QOS",
            "SLURM_JOB_USER",
            "SLURM_JOB_UID",
            "SLURM_SUBMIT_DIR",
            "SLURM_SUBMIT_HOST",
            "SLURM_TMPDIR",
            "SLURM_WORKING_CLUSTER");

    private StepEnvironment() {}

    /** The id of the allocation that this environment belongs to, or an empty text. */
    static String allocation(Map<String, String> environment) {
        String job = environment.getOrDefault("SLURM_JOB_ID", environment.getOrDefault("SLURM_JOBID", ""));
        return job.strip();
    }

    /** Whether this is the environment of a task of a step, which itself holds a part of the allocation. */
    static boolean isStep(Map<String, String> environment) {
        String step = environment.getOrDefault("SLURM_STEP_ID", "");
        return step.matches("\\d{1,9}"); // the shell of salloc is a step without resources, with an id near 2^32
    }

    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(SlurmEnvironment.clean(environment));
        environment.forEach((name, value) -> {
            if (KEPT.contains(name)) {
                variables.put(name, value);
            }
        });
        String job = allocation(environment);
        if (!job.isEmpty()) {
            variables.keySet().removeAll(OuterJob.DEVICES);
            variables.put("SLURM_JOB_ID", job);
        }
        return variables;
    }
}
