package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The script of a job on a cluster: the wrapper of all jobs around the program, which is started behind the environment's
 * set-up lines and, for jobs of several tasks, behind {@code srun}.
 *
 * <p>Set-up lines are the one place where text of the study file is shell: that is what they are for. They run in a bash of
 * their own, a login shell so that {@code module} is there, and one that fails ends the attempt.
 */
public final class SlurmScript {

    private SlurmScript() {}

    /**
     * The script.
     *
     * @param jobWord a shell word with the id of the job at the scheduler
     * @throws IllegalArgumentException if the job can't be written as one, with the reason
     */
    public static String render(JobSpec spec, String directives, String jobWord) {
        JobSpec started = new JobSpec(
                spec.token(),
                spec.name(),
                command(spec),
                spec.directory(),
                spec.workdir(),
                spec.environment(),
                spec.timeLimit(),
                spec.grace(),
                spec.resources());
        JobScript.Dialect dialect = new JobScript.Dialect(
                directives,
                "unset SLURM_EXPORT_ENV # else steps would not inherit this environment",
                jobWord,
                "\"${SLURM_RESTART_COUNT:-0}\"",
                false);
        return JobScript.render(started, dialect);
    }

    /**
     * Writes a job's script into its directory and returns the file.
     *
     * @throws IllegalArgumentException if the job could not run where it wants to
     */
    public static Path write(JobSpec spec, String script) throws IOException {
        if (!Files.isDirectory(spec.workdir())) {
            throw new IllegalArgumentException("its working directory " + spec.workdir()
                    + " does not exist.\nMaybe objective.workdir in the study file is misspelt?");
        }
        return JobScript.write(spec.directory(), script);
    }

    private static List<String> command(JobSpec spec) {
        List<String> words = new ArrayList<>(environment(spec.resources()));
        words.addAll(srun(spec.resources()));
        words.addAll(spec.command());
        return words;
    }

    /** The words before a command that is to run in the environment of the set-up lines; none where there are no lines. */
    public static List<String> environment(Map<String, @Nullable Object> resources) {
        List<String> setup = setup(resources);
        return setup.isEmpty()
                ? List.of()
                : List.of("bash", "-l", "-c", String.join("\n", setup) + "\nexec \"$@\"", "bash");
    }

    /** One failed line ends the attempt with the code 125, and says which it was. */
    private static List<String> setup(Map<String, @Nullable Object> resources) {
        List<String> lines = new ArrayList<>();
        template(resources, lines);
        if (resources.get("env_setup") instanceof List<?> list) {
            for (Object item : list) {
                String line = String.valueOf(item);
                lines.add("{ " + line + "\n} || { echo "
                        + ShellWords.quote("trialog: this line of env_setup failed: " + line) + " >&2; exit 125; }");
            }
        }
        return lines;
    }

    /** A site's own beginning of scripts: commands that are run before the program. */
    private static void template(Map<String, @Nullable Object> resources, List<String> lines) {
        Object template = resources.get("template");
        if (template != null) {
            try {
                lines.add(Files.readString(Path.of(template.toString())));
            } catch (IOException e) {
                throw new UncheckedIOException("The template " + template + " can't be read: " + e, e);
            }
        }
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
