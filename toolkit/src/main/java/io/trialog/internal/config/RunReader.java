package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.Durations;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.SectionReader;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where and for how long trials run: executor, controller, stage, trials, timeout, durability. */
final class RunReader {

    private static final List<String> CONTROLLER_KEYS =
            List.of("partition", "account", "qos", "cpus", "mem", "time", "renew_before", "mail", "type");
    private static final List<String> STAGE_KEYS = List.of("in", "to", "out", "back");

    /** The option of executors that is the path of a file. */
    private static final String TEMPLATE = "template";

    /** The option of executors that is lines of a shell. */
    private static final String ENV_SETUP = "env_setup";

    private final Fields file;
    private final Notes notes;

    RunReader(Fields file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    /**
     * How trials are run.
     *
     * @param directory that of the study file, which paths are relative to
     */
    Map<String, @Nullable Object> executor(Path directory) {
        Map<String, @Nullable Object> map = executorSection(directory);
        String retries = ExecutorOptions.RETRY_FAILED;
        if (file.has(retries)) {
            if (map.containsKey(retries)) {
                throw StudyFileException.at(
                        file.place(retries), "'retry_failed' must stand once, but stands in 'executor' too.");
            }
            map.put(retries, YamlValues.integer(file.need(retries), retries, 0));
        }
        return map;
    }

    private Map<String, @Nullable Object> executorSection(Path directory) {
        Item section = file.get("executor");
        if (section == null) {
            return new LinkedHashMap<>();
        }
        Map<String, @Nullable Object> map = new SectionReader(ExecutorOptions.catalogue())
                .read(section, ExecutorOptions.catalogue().defaultType(), notes);
        Item.Entry template =
                section instanceof Item.Mapping mapping ? mapping.entries().get(TEMPLATE) : null;
        if (template != null) {
            Path base = new RelativePaths(directory).base(template.value());
            map.computeIfPresent(
                    TEMPLATE,
                    (key, path) -> base.resolve(path.toString()).normalize().toString());
        }
        Item.Entry setup =
                section instanceof Item.Mapping mapping ? mapping.entries().get(ENV_SETUP) : null;
        if (setup != null && map.get(ENV_SETUP) instanceof List<?> lines) {
            String place = setup.place();
            lines.forEach(line -> new PlainSecrets(notes).checkShell(place, String.valueOf(line)));
        }
        Item.Entry variables =
                section instanceof Item.Mapping mapping ? mapping.entries().get(ExecutorOptions.ENV) : null;
        if (variables != null && map.get(ExecutorOptions.ENV) instanceof Map<?, ?> env) {
            checkVariables(variables.place(), env);
        }
        return map;
    }

    private void checkVariables(String place, Map<?, ?> env) {
        env.forEach((name, value) -> {
            if (String.valueOf(name).startsWith("TRIALOG_")) {
                throw StudyFileException.at(
                        place, "'executor.env' must leave the variables TRIALOG_* alone, but sets " + name + ".");
            } else if (value instanceof String text) {
                new PlainSecrets(notes).checkVariable(place, String.valueOf(name), text);
            }
        });
    }

    Map<String, @Nullable Object> controller() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!file.has("controller")) {
            return map;
        }
        Fields fields = Fields.of(file.need("controller"), "controller", CONTROLLER_KEYS);
        if (fields.has("type")) {
            YamlValues.word(fields.need("type"), "controller.type", List.of("local", "cloud"));
            notes.add(fields.place("type"), "'controller.type' is W&B's and has no effect.");
        }
        for (String key : fields.keys()) {
            Item item = fields.get(key);
            if (item != null && !key.equals("type")) {
                map.put(key, value(key, item, fields.name(key)));
            }
        }
        return map;
    }

    private static Object value(String key, Item item, String what) {
        return switch (key) {
            case "cpus" -> YamlValues.integer(item, what, 1);
            case "time", "renew_before" -> Durations.seconds(YamlValues.duration(item, what));
            default -> YamlValues.text(item, what);
        };
    }

    /**
     * What is copied.
     *
     * @param directory that of the study file, which paths are relative to
     * @param name the study's name, for results that are copied back
     * @param objectives how many objectives the study has
     */
    Map<String, @Nullable Object> stage(Path directory, String name, int objectives) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!file.has("stage")) {
            return map;
        }
        RelativePaths paths = new RelativePaths(directory);
        Fields fields = Fields.of(file.need("stage"), "stage", STAGE_KEYS);
        for (String key : STAGE_KEYS) {
            Item item = fields.get(key);
            if (item != null) {
                map.put(key, staged(key, item, fields.name(key), paths.base(item)));
            }
        }
        if (fields.has("out") && !map.containsKey("back")) {
            map.put("back", absolute(name + "-results", paths.base(fields.need("out"))));
        }
        if (objectives > 1 && map.get("out") instanceof List<?> out && out.contains("best_trial.yaml")) {
            notes.add(
                    fields.place("out"),
                    "stage.out names best_trial.yaml, which a study with several objectives does not write; its file is"
                            + " pareto_front.yaml.");
        }
        return map;
    }

    private static Object staged(String key, Item item, String what, Path directory) {
        return switch (key) {
            case "to" -> YamlValues.text(item, what);
            case "back" -> absolute(YamlValues.text(item, what), directory);
            case "in" ->
                new ArrayList<Object>(YamlValues.texts(item, what).stream()
                        .map(text -> absolute(text, directory))
                        .toList());
            default -> new ArrayList<Object>(YamlValues.texts(item, what));
        };
    }

    /** Variables are replaced where the study runs, not here, and those of the file only. */
    private static String absolute(String path, Path directory) {
        return path.startsWith("$")
                ? path
                : Path.of(directory.toString().replace("$", "$$"))
                        .resolve(path)
                        .normalize()
                        .toString();
    }

    @Nullable
    Integer trials() {
        file.notBoth("trials", "run_cap");
        String key = file.has("trials") ? "trials" : "run_cap";
        if (!file.has(key)) {
            return null;
        }
        long trials = YamlValues.integer(file.need(key), key, 1);
        if (trials > Integer.MAX_VALUE) {
            throw YamlValues.wrong(file.need(key), key, "at most " + Integer.MAX_VALUE);
        }
        return (int) trials;
    }

    @Nullable
    Duration timeout() {
        return file.has("timeout") ? YamlValues.duration(file.need("timeout"), "timeout") : null;
    }

    @Nullable
    String durability() {
        return file.has("durability")
                ? YamlValues.word(file.need("durability"), "durability", List.of("full", "ledger", "local", "memory"))
                : null;
    }
}
