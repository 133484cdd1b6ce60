package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.format.ShellWords;
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
final class SbatchOptions {

    private static final Pattern DIRECTIVE =
            Pattern.compile("--[a-z][a-z0-9-]*(=[^\\p{Cntrl}]*)?|-[A-Za-z][^\\p{Cntrl}]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./*\\[\\]-]+");

    /** Options that Trialog itself relies on. */
    private static final Set<String> RESERVED = Set.of(
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
     * Returns the options of a job.
     *
     * @throws IllegalArgumentException if a value can't be one, with its name and the rule
     */
    static SbatchOptions of(Submission submission) {
        SbatchOptions options = begin(submission);
        options.resources(submission);
        return options;
    }

    /**
     * Returns the options of an array.
     *
     * @param tasks how many tasks it has
     * @param parallelism how many of them may run at a time
     */
    static SbatchOptions ofArray(Submission submission, int tasks, int parallelism) {
        SbatchOptions options = begin(submission);
        options.add("--array", "0-" + (tasks - 1) + "%" + parallelism);
        options.resources(submission);
        return options;
    }

    private static SbatchOptions begin(Submission submission) {
        SbatchOptions options = new SbatchOptions();
        options.add("--job-name", submission.name());
        if (!submission.tag().isEmpty()) {
            options.add("--comment", submission.tag());
        }
        options.add("--chdir", submission.directory().toString());
        options.add("--output", escaped(submission.directory().toString()) + "/" + log(submission.log()));
        options.add("--open-mode", "append");
        return options;
    }

    private static String log(String name) {
        return escaped(name).replace(Submission.JOB, "%j").replace(Submission.TASK, "%a");
    }

    /** Returns the options as arguments of {@code sbatch}. */
    List<String> arguments() {
        return List.copyOf(words);
    }

    /** Returns the options as lines of a script. */
    String lines() {
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

    private void resources(Submission submission) {
        Map<String, @Nullable Object> resources = submission.resources();
        OPTIONS.forEach((key, option) -> text(resources, key, option));
        if (!submission.after().isEmpty()) {
            add("--dependency", "afterany:" + String.join(":", submission.after()));
        }
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
        if (RESERVED.stream()
                .anyMatch(reserved ->
                        isShort ? reserved.equals(option) : reserved.startsWith(option))) { // it may be shortened
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
