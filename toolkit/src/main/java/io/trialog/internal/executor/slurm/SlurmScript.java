package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.job.SetupLines;
import io.trialog.spi.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders the script of a job of Slurm: the wrapper of all jobs around the program, which is started behind the environment's
 * {@linkplain SetupLines set-up lines} and, for jobs of several tasks, behind {@code srun}.
 */
public final class SlurmScript {

    /** Steps, and jobs that are submitted by a job, inherit the whole environment. */
    static final String BEGINNING = "unset SLURM_EXPORT_ENV # else steps would not inherit this environment";

    private SlurmScript() {}

    /**
     * Returns the script of a job.
     *
     * @param spec the job
     * @param directives lines for the beginning of the script
     * @param jobWord a shell word with the id of the job at the scheduler
     * @return the script
     * @throws IllegalArgumentException if the job can't be written as one, with the reason
     */
    public static String render(JobSpec spec, String directives, String jobWord) {
        JobScript.Dialect dialect = new JobScript.Dialect(
                directives,
                BEGINNING,
                jobWord,
                "\"${SLURM_RESTART_COUNT:-0}\"",
                false,
                "",
                "\"${SLURMD_NODENAME-}\"",
                "");
        return JobScript.render(spec.withCommand(command(spec)), dialect);
    }

    private static List<String> command(JobSpec spec) {
        List<String> words = new ArrayList<>(SetupLines.words(spec.resources()));
        words.addAll(srun(spec.resources()));
        words.addAll(spec.command());
        return words;
    }

    /** Jobs of several tasks: when one of them fails, the others must not wait for it for ever. */
    private static List<String> srun(Map<String, @Nullable Object> resources) {
        if (!isParallel(resources)) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("srun", "--kill-on-bad-exit=1"));
        Object cpus = resources.get("cpus_per_task");
        if (cpus != null) {
            words.add("--cpus-per-task=" + cpus); // since 22.05 srun does not take it from the job
        }
        if (resources.get("srun_args") instanceof List<?> list) {
            list.forEach(word -> words.add(String.valueOf(word)));
        }
        return words;
    }

    private static boolean isParallel(Map<String, @Nullable Object> resources) {
        return resources.get("srun_args") instanceof List<?>
                || above(resources.get("ntasks"))
                || above(resources.get("nodes"))
                || above(resources.get("ntasks_per_node"));
    }

    private static boolean above(@Nullable Object value) {
        return value instanceof Number number && number.longValue() > 1;
    }
}
