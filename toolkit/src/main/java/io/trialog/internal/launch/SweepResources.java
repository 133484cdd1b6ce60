package io.trialog.internal.launch;

import io.trialog.exception.RefusedException;
import io.trialog.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --resources} says, as settings of the executor: {@code cpus=4,mem=16G,gpus=1} for any scheduler, options of sbatch for
 * Slurm, and {@code select=1:ncpus=4:mem=16gb:ngpus=1} for PBS.
 */
final class SweepResources {

    private static final String SELECT = "select=";
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]*)(?:=(\\S+))?");
    private static final Pattern PAIR = Pattern.compile("([a-z_]+)=([^,\\s]+)");
    private static final Map<String, String> NAMES = Map.of(
            "cpus", "cpus_per_task",
            "ncpus", "cpus_per_task",
            "cpus_per_task", "cpus_per_task",
            "mem", "mem",
            "gpus", "gpus",
            "ngpus", "gpus",
            "nodes", "nodes");

    /** Options of sbatch that the executor has a setting for. */
    private static final List<String> SETTINGS = List.of(
            "partition",
            "account",
            "qos",
            "gpus",
            "gres",
            "mem",
            "mem-per-cpu",
            "cpus-per-task",
            "nodes",
            "constraint",
            "time");

    private SweepResources() {}

    /**
     * Returns settings to be laid over a study file.
     *
     * @param text what the user typed
     * @param executor the type of the executor, such as {@code slurm-array}
     * @throws RefusedException if the text is for another scheduler, or for none
     */
    static List<String> overrides(String text, String executor) {
        String typed = text.strip();
        if (typed.startsWith("-l ")) {
            typed = typed.substring(3).strip();
        }
        boolean isPbs = executor.startsWith("pbs");
        boolean isSlurm = executor.startsWith("slurm");
        if (typed.startsWith(SELECT) && !isPbs) {
            String advice = translated(typed);
            throw new RefusedException(
                    "The resources '" + typed + "' are written for PBS, but the trials run by the executor '" + executor
                            + "'.\nMaybe --resources " + (advice.isEmpty() ? "cpus=4,mem=16G" : advice) + ".");
        } else if (typed.startsWith(SELECT)) {
            return List.of("executor.select=" + JsonText.strict(typed.substring(SELECT.length())));
        } else if (typed.startsWith("--") && !isSlurm) {
            throw new RefusedException("The resources '" + typed
                    + "' are written for Slurm, but the trials run by the executor '" + executor
                    + "'.\nMaybe --resources cpus=4,mem=16G.");
        }
        return typed.startsWith("--") ? options(typed) : pairs(typed);
    }

    /** The chunk of PBS as pairs. */
    private static String translated(String select) {
        List<String> pairs = new ArrayList<>();
        for (String part : select.substring(SELECT.length()).split("[:,]", -1)) {
            Matcher pair = PAIR.matcher(part);
            if (pair.matches() && NAMES.containsKey(pair.group(1))) {
                String name = pair.group(1).replaceFirst("^n(cpus|gpus)$", "$1");
                pairs.add(name + "=" + (name.equals("mem") ? memory(pair.group(2)) : pair.group(2)));
            }
        }
        return String.join(",", pairs);
    }

    /** {@code 16gb} is {@code 16G} to Slurm. */
    private static String memory(String text) {
        return text.toLowerCase(Locale.ROOT).endsWith("b")
                ? text.substring(0, text.length() - 1).toUpperCase(Locale.ROOT)
                : text;
    }

    private static List<String> options(String text) {
        List<String> overrides = new ArrayList<>();
        List<String> directives = new ArrayList<>();
        for (String word : text.split("\\s+", -1)) {
            Matcher option = OPTION.matcher(word);
            if (!option.matches()) {
                throw unreadable(text, word);
            }
            String value = option.group(2);
            if (SETTINGS.contains(option.group(1)) && value != null) {
                overrides.add("executor." + option.group(1).replace('-', '_') + "=" + setting(value));
            } else {
                directives.add(word);
            }
        }
        if (!directives.isEmpty()) {
            overrides.add("executor.directives=" + JsonText.strict(directives));
        }
        return overrides;
    }

    private static List<String> pairs(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : text.split("[,\\s]+", -1)) {
            Matcher pair = PAIR.matcher(part);
            String name = pair.matches() ? NAMES.get(pair.group(1)) : null;
            if (name == null) {
                throw unreadable(text, part);
            }
            settings.put(name, pair.group(2));
        }
        return settings.entrySet().stream()
                .map(entry -> "executor." + entry.getKey() + "=" + setting(entry.getValue()))
                .toList();
    }

    private static @Nullable String setting(String value) {
        return value.matches("\\d{1,9}") ? value : JsonText.strict(value);
    }

    private static RefusedException unreadable(String text, String part) {
        return new RefusedException(
                "The resources must be pairs such as cpus=4,mem=16G,gpus=1, or options of the scheduler, but in '"
                        + text + "' stands '" + part + "'.\nMaybe --resources cpus=4,mem=16G.");
    }
}
