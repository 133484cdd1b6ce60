package io.trialog.internal.project;

import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of hpc-sweep-manager that a project has: what {@code trialog init} takes over, and where secrets stand in it, which
 * are never copied. Immutable.
 */
public final class HsmConfig {

    private static final List<String> PLACES = List.of(".hsm/config.yaml", "sweeps/hsm_config.yaml", "hsm_config.yaml");
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:api_?key|token|webhook|password|secret).*");
    private static final Map<String, String> OF_SLURM = Map.of(
            "walltime", "time",
            "cpus_per_task", "cpus_per_task",
            "mem", "mem",
            "mem_per_cpu", "mem_per_cpu",
            "partition", "partition",
            "qos", "qos",
            "account", "account");

    private final Path file;
    private final Map<String, Item> keys;

    private HsmConfig(Path file, Map<String, Item> keys) {
        this.file = file;
        this.keys = keys;
    }

    /** Reads the configuration of a project; {@code null} if it has none. */
    public static @Nullable HsmConfig of(Path project) {
        for (String place : PLACES) {
            Path file = project.resolve(place);
            if (Files.isRegularFile(file)) {
                Map<String, Item> keys = new LinkedHashMap<>();
                Item item = YamlLoader.load(ProjectFiles.text(file), file.toString());
                if (item instanceof Item.Mapping mapping) {
                    flatten("", mapping, keys);
                }
                return new HsmConfig(file, keys);
            }
        }
        return null;
    }

    private static void flatten(String prefix, Item.Mapping mapping, Map<String, Item> keys) {
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Item.Mapping below) {
                flatten(prefix + key + ".", below, keys);
            }
            keys.put(prefix + key, entry.value());
        });
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Returns the text under a dotted key, such as {@code paths.train_script}; {@code null} if there is none. */
    public @Nullable String text(String key) {
        return keys.get(key) instanceof Item.Scalar scalar
                        && !scalar.isNull()
                        && !scalar.text().isBlank()
                ? scalar.text()
                : null;
    }

    /** Returns the settings of the executor that the block {@code slurm} says. */
    public Map<String, Object> executor() {
        Map<String, Object> executor = new LinkedHashMap<>();
        OF_SLURM.forEach((theirs, ours) -> put(executor, ours, text("slurm." + theirs)));
        put(executor, "time", text("hpc.default_walltime"));
        String gpus = text("slurm.gpus");
        String kind = text("slurm.gpu_type");
        put(executor, "gpus", gpus == null || kind == null ? gpus : kind + ":" + gpus);
        List<String> setup = new ArrayList<>();
        texts("slurm.modules").forEach(module -> setup.add("module load " + module));
        setup.addAll(texts("slurm.pre_script"));
        if (!setup.isEmpty()) {
            executor.put("env_setup", setup);
        }
        List<String> directives = new ArrayList<>();
        if (keys.get("slurm.extra_directives") instanceof Item.Mapping extra) {
            extra.entries().forEach((name, entry) -> {
                if (entry.value() instanceof Item.Scalar value) {
                    directives.add("--" + name + "=" + value.text());
                }
            });
        }
        if (!directives.isEmpty()) {
            executor.put("directives", directives);
        }
        return executor;
    }

    private static void put(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.putIfAbsent(key, value);
        }
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        Item item = keys.get(key);
        if (item instanceof Item.Scalar scalar && !scalar.isNull()) {
            texts.add(scalar.text());
        } else if (item instanceof Item.Sequence list) {
            list.items().forEach(element -> {
                if (element instanceof Item.Scalar scalar) {
                    texts.add(scalar.text());
                }
            });
        }
        return texts;
    }

    /** Returns the dotted key of a webhook of Slack that stands in the file; {@code null} if there is none. */
    public @Nullable String slack() {
        return secrets().stream()
                .filter(key -> key.matches("(?i).*slack.*webhook.*"))
                .findFirst()
                .orElse(null);
    }

    /** Returns the dotted keys under which a secret stands. */
    public List<String> secrets() {
        return keys.keySet().stream()
                .filter(key ->
                        SECRET.matcher(key.substring(key.lastIndexOf('.') + 1)).matches())
                .filter(key -> text(key) != null && !String.valueOf(text(key)).startsWith("$"))
                .toList();
    }
}
