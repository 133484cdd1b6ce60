package io.trialog.internal.configure;

import io.trialog.exception.RefusedException;
import io.trialog.internal.configure.FormRow.Mode;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import io.trialog.internal.yaml.YamlText;
import io.trialog.internal.yaml.YamlValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file says that a form begins with: a sweep file, or the blocks of Hydra's Optuna sweeper and submitit launcher.
 *
 * @param form the form with what varies
 * @param more further lines of the study file: executor, trials
 * @param notes what was left out
 */
public record FormFile(SweepForm form, String more, List<String> notes) {

    private static final Pattern INTERVAL = Pattern.compile("interval\\(([^,()]+),([^,()]+)\\)");
    private static final Pattern LOG = Pattern.compile("tag\\(\\s*log\\s*,\\s*(interval\\(.*\\))\\s*\\)");
    private static final Pattern CHOICE = Pattern.compile("choice\\((.*)\\)");
    private static final Pattern RANGE = Pattern.compile("range\\(([^,()]+),([^,()]+)(?:,([^,()]+))?\\)");
    private static final int MOST = 1000;

    /** Keys of the submitit launcher, and what they are called here. */
    private static final Map<String, String> LAUNCHER = Map.of(
            "partition", "partition",
            "qos", "qos",
            "account", "account",
            "constraint", "constraint",
            "cpus_per_task", "cpus_per_task",
            "gpus_per_node", "gpus_per_node",
            "nodes", "nodes",
            "gres", "gres",
            "array_parallelism", "parallel",
            "mem_per_cpu", "mem_per_cpu");

    /**
     * Reads a file into a form.
     *
     * @throws RefusedException if it can't be read, or has nothing that a form can take
     */
    public static FormFile read(Path file, SweepForm form) {
        try {
            Item item = YamlLoader.load(Files.readString(file, StandardCharsets.UTF_8), file.toString());
            Reading reading = new Reading(form);
            if (item instanceof Item.Mapping mapping) {
                reading.take(mapping);
            }
            if (reading.form.equals(form)) {
                throw new RefusedException("The file must have 'sweep', 'parameters' or 'hydra.sweeper', but " + file
                        + " has none of them with a key of the project.");
            }
            return new FormFile(reading.form, reading.more.toString(), reading.notes);
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " can't be read: " + FileProblem.words(e));
        }
    }

    private static final class Reading {

        private SweepForm form;
        private final StringBuilder more = new StringBuilder();
        private final List<String> notes = new ArrayList<>();

        Reading(SweepForm form) {
            this.form = form;
        }

        void take(Item.Mapping file) {
            at(file, "sweep", "grid").forEach((name, item) -> set(name, Mode.GRID, list(item)));
            at(file, "grid").forEach((name, item) -> set(name, Mode.GRID, list(item)));
            at(file, "parameters").forEach(this::parameter);
            at(file, "hydra", "sweeper", "params").forEach((name, item) -> override(name, scalar(item)));
            at(file, "hydra", "sweeper", "search_space").forEach((name, item) -> override(name, scalar(item)));
            sweeper(at(file, "hydra", "sweeper"));
            launcher(at(file, "hydra", "launcher"));
        }

        private static Map<String, Item> at(Item.Mapping file, String... path) {
            Item item = file;
            for (String key : path) {
                Item.Entry entry =
                        item instanceof Item.Mapping map ? map.entries().get(key) : null;
                if (entry == null) {
                    return Map.of();
                }
                item = entry.value();
            }
            Map<String, Item> values = new LinkedHashMap<>();
            if (item instanceof Item.Mapping map) {
                map.entries().forEach((key, entry) -> values.put(key, entry.value()));
            }
            return values;
        }

        private static String scalar(Item item) {
            return item instanceof Item.Scalar scalar ? scalar.text() : "";
        }

        private static String list(Item item) {
            return item instanceof Item.Sequence list
                    ? list.items().stream()
                            .map(one -> YamlText.of(YamlValues.typed(one)))
                            .collect(Collectors.joining(", "))
                    : scalar(item);
        }

        private void set(String name, Mode mode, String text) {
            SweepForm changed = form.set(name, mode, text);
            if (changed.equals(form)) {
                notes.add("'" + name + "' is no key of the project's configuration, and is left out.");
            }
            form = changed;
        }

        private void parameter(String name, Item item) {
            Map<String, Item> fields = item instanceof Item.Mapping map ? at(map) : Map.of();
            Item values = fields.get("values");
            Item low = fields.get("min");
            Item high = fields.get("max");
            if (values != null) {
                set(name, Mode.GRID, list(values));
            } else if (low != null && high != null) {
                boolean isLog = scalar(fields.getOrDefault("distribution", low)).startsWith("log");
                set(name, Mode.RANGE, scalar(low) + " .. " + scalar(high) + (isLog ? " log" : ""));
            }
        }

        /** An override of a sweep in Hydra's grammar. */
        private void override(String name, String text) {
            Matcher log = LOG.matcher(text.strip());
            Matcher interval = INTERVAL.matcher(log.matches() ? log.group(1) : text.strip());
            Matcher choice = CHOICE.matcher(text.strip());
            Matcher range = RANGE.matcher(text.strip());
            if (interval.matches()) {
                set(
                        name,
                        Mode.RANGE,
                        interval.group(1).strip() + " .. " + interval.group(2).strip() + (log.matches() ? " log" : ""));
            } else if (range.matches()) {
                set(name, Mode.GRID, steps(range));
            } else if (choice.matches()) {
                set(name, Mode.GRID, choice.group(1));
            } else if (text.contains(",") && !text.contains("(")) {
                set(name, Mode.GRID, text);
            } else {
                notes.add("'" + name + ": " + text + "' is left out: it is no choice, range or interval.");
            }
        }

        /** The end of a range of Hydra does not belong to it. */
        private static String steps(Matcher range) {
            double from = Double.parseDouble(range.group(1).strip());
            double to = Double.parseDouble(range.group(2).strip());
            double by = range.group(3) == null
                    ? 1
                    : Double.parseDouble(range.group(3).strip());
            boolean isWhole = from == Math.rint(from) && by == Math.rint(by);
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < MOST && by > 0 && from + i * by < to; i++) {
                double step = from + i * by;
                steps.add(isWhole ? String.valueOf((long) step) : String.valueOf((float) step));
            }
            return String.join(", ", steps);
        }

        private void sweeper(Map<String, Item> sweeper) {
            Item trials = sweeper.get("n_trials");
            Item direction = sweeper.get("direction");
            if (trials != null) {
                more.append("trials: ")
                        .append(YamlText.of(YamlValues.typed(trials)))
                        .append('\n');
            }
            if (direction instanceof Item.Scalar goal) {
                form = form.set("metric", Mode.OFF, "score " + goal.text());
                notes.add("The score that main returns is the metric 'score'.");
            }
        }

        private void launcher(Map<String, Item> launcher) {
            Map<String, @Nullable Object> executor = new LinkedHashMap<>();
            launcher.forEach((key, item) -> {
                String name = LAUNCHER.get(key);
                if (name != null) {
                    executor.put(name, YamlValues.typed(item));
                } else if (key.equals("timeout_min")) {
                    executor.put("time", scalar(item) + "m");
                } else if (key.equals("mem_gb")) {
                    executor.put("mem", scalar(item) + "G");
                } else if (key.equals("setup") && item instanceof Item.Sequence lines) {
                    executor.put(
                            "env_setup",
                            lines.items().stream().map(YamlValues::typed).toList());
                } else if (!key.startsWith("_")) {
                    notes.add("'hydra.launcher." + key + "' is left out.");
                }
            });
            if (!executor.isEmpty()) {
                Map<String, @Nullable Object> section = new LinkedHashMap<>();
                section.put("type", "slurm");
                section.putAll(executor);
                more.append("executor: ").append(YamlText.of(section)).append('\n');
            }
        }
    }
}
