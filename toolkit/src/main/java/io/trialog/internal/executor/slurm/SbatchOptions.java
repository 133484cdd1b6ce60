package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.slurm.array.PlaceDirectory;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.JobSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks the cluster for, from the executor section of a study file to the options of {@code sbatch}(1).
 *
 * <p>The options are handed over as arguments, which no shell and no parser of scripts sees. The script repeats those that
 * can stand in it, so that a person who reads it, or submits it by hand, has them too.
 */
public final class SbatchOptions {

    /** The file in the job's directory that takes what the wrapper itself or Slurm says. */
    static final String LOG = "slurm.log";

    private static final Pattern DIRECTIVE =
            Pattern.compile("--[a-z][a-z0-9-]*(=[^\\p{Cntrl}]*)?|-[A-Za-z][^\\p{Cntrl}]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./*\\[\\]-]+");

    /** Options that Trialog itself relies on. */
    private static final Set<String> OWN = Set.of(
            "--parsable",
            "--wrap",
            "--array",
            "-a",
            "--output",
            "-o",
            "--error",
            "-e",
            "--input",
            "-i",
            "--comment",
            "--open-mode",
            "--chdir",
            "-D",
            "--test-only",
            "--wait",
            "-W",
            "--job-name",
            "-J",
            "--help",
            "--version");

    private final List<String> words = new ArrayList<>();

    private SbatchOptions() {}

    /**
     * The options of a job.
     *
     * @throws IllegalArgumentException if a value can't be one, with its name and the rule
     */
    static SbatchOptions of(JobSpec spec, String comment) {
        SbatchOptions options = new SbatchOptions();
        options.add("--job-name", spec.name());
        options.add("--comment", comment);
        options.add("--chdir", spec.directory().toString());
        options.add("--output", escaped(spec.directory().resolve(LOG).toString()));
        options.add("--open-mode", "append");
        options.resources(spec.resources());
        return options;
    }

    /**
     * The options of an array of places.
     *
     * @param home where the places meet their controller
     * @param tasks how many places
     * @param parallel how many of them may run at a time
     */
    public static SbatchOptions forSlots(
            String name, String comment, Path home, int tasks, int parallel, Map<String, @Nullable Object> resources) {
        SbatchOptions options = new SbatchOptions();
        options.add("--job-name", name + "_trials");
        options.add("--comment", comment);
        options.add("--chdir", home.toString());
        options.add("--output", escaped(home.toString()) + "/" + PlaceDirectory.LOG);
        options.add("--open-mode", "append");
        options.add("--array", "0-" + (tasks - 1) + "%" + parallel);
        options.resources(resources);
        return options;
    }

    /** The options of the short job that looks at a node. */
    static SbatchOptions forProbe(Path directory, Map<String, @Nullable Object> resources) {
        SbatchOptions options = new SbatchOptions();
        options.add("--job-name", "trialog-doctor");
        options.add("--chdir", directory.toString());
        options.add("--output", escaped(directory.resolve(LOG).toString()));
        Map<String, @Nullable Object> one = new LinkedHashMap<>(resources);
        one.keySet().removeAll(List.of("nodes", "ntasks", "ntasks_per_node", "exclusive", "time"));
        one.put("time", 300L);
        options.resources(one);
        return options;
    }

    /** The options of a controller that is a job itself; its output goes to {@code JOB.log} in the directory. */
    public static SbatchOptions forController(
            Path directory, String name, String comment, Map<String, @Nullable Object> resources) {
        SbatchOptions options = new SbatchOptions();
        options.add("--job-name", name);
        options.add("--comment", comment);
        options.add("--chdir", directory.toString());
        options.add("--output", escaped(directory.toString()) + "/%j.log");
        options.add("--open-mode", "append");
        options.resources(resources);
        return options;
    }

    /** As arguments of {@code sbatch}. */
    public List<String> arguments() {
        return List.copyOf(words);
    }

    /** As lines of a script. */
    public String lines() {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            boolean plain = PLAIN.matcher(word).matches();
            lines.add(
                    plain
                            ? "#SBATCH " + word
                            : "# sbatch also got " + ShellWords.quote(word).replaceAll("\\p{Cntrl}", "?"));
        }
        return String.join("\n", lines);
    }

    private void resources(Map<String, @Nullable Object> resources) {
        OPTIONS.forEach((key, option) -> text(resources, key, option));
        Object time = resources.get("time");
        if (time instanceof Number seconds) {
            add("--time", minutes(seconds));
        }
        if (Boolean.TRUE.equals(resources.get("exclusive"))) {
            add("--exclusive");
        }
        if (resources.get("signal") != null) {
            add("--signal", "B:" + resources.get("signal"));
        }
        add(Boolean.FALSE.equals(resources.get("requeue")) ? "--no-requeue" : "--requeue");
        if (resources.get("directives") instanceof List<?> list) {
            list.forEach(directive -> directive(String.valueOf(directive)));
        }
    }

    /** Keys whose value is handed over as it is. */
    private static final Map<String, String> OPTIONS = options();

    private static Map<String, String> options() {
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : List.of(
                "partition",
                "account",
                "qos",
                "gpus",
                "gres",
                "mem",
                "nodes",
                "ntasks",
                "constraint",
                "exclude",
                "nodelist",
                "priority",
                "nice",
                "reservation",
                "licenses",
                "dependency")) {
            map.put(key, "--" + key);
        }
        for (String key : List.of(
                "gpus_per_node",
                "gpus_per_task",
                "cpus_per_task",
                "cpus_per_gpu",
                "mem_per_cpu",
                "mem_per_gpu",
                "ntasks_per_node",
                "mail_type",
                "mail_user")) {
            map.put(key, "--" + key.replace('_', '-'));
        }
        return map;
    }

    private void text(Map<String, @Nullable Object> resources, String key, String option) {
        Object value = resources.get(key);
        if (value instanceof List<?> list) {
            add(option, String.join(",", list.stream().map(String::valueOf).toList()));
        } else if (value != null) {
            add(option, value.toString());
        }
    }

    private void directive(String directive) {
        String name = directive.split("[= ]", 2)[0];
        if (!DIRECTIVE.matcher(directive).matches()) {
            throw new IllegalArgumentException(
                    "A directive must be one option of sbatch, such as --constraint=a100, but is \"" + directive
                            + "\".");
        }
        boolean isShort = name.charAt(1) != '-';
        String option = isShort ? name.substring(0, 2) : name;
        if (OWN.stream()
                .anyMatch(own -> isShort ? own.equals(option) : own.startsWith(option))) { // it may be shortened
            throw new IllegalArgumentException(
                    "The directive \"" + directive + "\" must not set " + option + ", which Trialog sets itself.");
        }
        if (isShort && directive.startsWith(option + " ")) {
            words.add(option);
            words.add(directive.substring(option.length()).strip());
        } else {
            words.add(directive);
        }
    }

    private void add(String option, String value) {
        if (value.indexOf('\0') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "The value of sbatch's " + option + " must be one line, but is \"" + value + "\".");
        }
        words.add(option + "=" + value);
    }

    private void add(String option) {
        words.add(option);
    }

    /** Slurm counts whole minutes and rounds up; here it is visible. */
    private static String minutes(Number seconds) {
        return Long.toString((seconds.longValue() + 59) / 60);
    }

    /** In file names sbatch replaces {@code %} patterns. */
    private static String escaped(String path) {
        if (path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("The directory " + path
                    + " must not hold a backslash: Slurm can't write a job's log there.\nMaybe move the study.");
        }
        return path.replace("%", "%%");
    }
}
