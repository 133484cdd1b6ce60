package io.trialog.internal.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What schedulers and other tools for the same thing call a key of a study file. */
final class OtherWords {

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        mean("time", "walltime wall_time max_time time_min timeout_min slurm_time duration job_time runtime");
        mean("time_limit", "timeout trial_timeout time_per_trial");
        mean("mem", "memory mem_gb memory_gb ram slurm_mem");
        mean("gpus", "gpu gpu_type gpu_count num_gpus n_gpus ngpus gpus_per_trial gpu_per_trial");
        mean("cpus_per_task", "cpu cpus num_cpus n_cpus ncpus cores num_cores cpus_per_trial cpu_per_trial threads");
        mean("cpus", "cpu cpus_per_task num_cpus n_cpus ncpus cores");
        mean("partition", "queue slurm_partition");
        mean("account", "slurm_account");
        mean("parallel", "n_jobs jobs workers num_workers concurrency max_concurrent max_parallel array_parallelism");
        mean("ntasks", "tasks num_tasks");
        mean("ntasks_per_node", "tasks_per_node");
        mean("nodes", "num_nodes node_count");
        mean("retries", "max_retries");
        mean("env_setup", "modules module setup prologue");
        mean("directives", "sbatch_args additional_parameters extra_args");
        mean("srun_args", "srun_options");
        mean("trials", "n_trials num_trials max_trials");
        mean("metric", "direction directions objective_name");
        mean("parameters", "params search_space space");
        mean("min", "low lower");
        mean("max", "high upper");
        mean("values", "choices options categories");
        mean("startup_trials", "n_startup_trials");
        mean("warmup_steps", "n_warmup_steps");
        mean("min_trials", "n_min_trials");
    }

    private OtherWords() {}

    private static void mean(String key, String words) {
        for (String word : words.split(" ", -1)) {
            MEANINGS.merge(word, key, (one, other) -> one + " " + other);
        }
    }

    /** The key that a word means, if it is one of the known ones; else {@code null}. */
    static @Nullable String of(String word, Collection<String> known) {
        String meanings = MEANINGS.getOrDefault(word.toLowerCase(Locale.ROOT).replace('-', '_'), "");
        for (String key : meanings.split(" ", -1)) {
            if (known.contains(key)) {
                return key;
            }
        }
        return null;
    }
}
