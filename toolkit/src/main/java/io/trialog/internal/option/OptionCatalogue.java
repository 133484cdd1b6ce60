package io.trialog.internal.option;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of samplers, pruners and executors and the options each of them takes: the one list of them all. */
public enum OptionCatalogue {
    SAMPLER("sampler", "tpe", samplers(), Set.of()),
    PRUNER("pruner", "median", pruners(), Set.of()),
    EXECUTOR("executor", "local", ExecutorOptions.types(), Set.of("pbs"));

    private static final Map<String, String> PRUNER_ALIASES =
            Map.of("none", "nop", "sha", "successive_halving", "asha", "successive_halving");

    private final String section;
    private final String standard;
    private final Map<String, Map<String, OptionKind>> types;
    private final Set<String> unavailable;

    OptionCatalogue(
            String section, String standard, Map<String, Map<String, OptionKind>> types, Set<String> unavailable) {
        this.section = section;
        this.standard = standard;
        this.types = types;
        this.unavailable = unavailable;
    }

    /** The section as a map: {@code type} first, then the options as they stand in the file. */
    public Map<String, @Nullable Object> read(Item item, Notes notes) {
        return read(item, standard, notes);
    }

    /** The same with another type where the section names none. */
    public Map<String, @Nullable Object> read(Item item, String standardType, Notes notes) {
        if (item instanceof Item.Scalar) {
            return map(type(item));
        }
        Fields fields = Fields.of(item, section, knownKeys());
        Item typeItem = fields.get("type");
        String type = typeItem == null ? standardType : type(typeItem);
        Map<String, OptionKind> known = known(type);
        Map<String, @Nullable Object> map = map(type);
        for (String key : fields.keys()) {
            Item value = fields.get(key);
            OptionKind kind = known.get(key);
            if (value == null || key.equals("type") || this == SAMPLER && key.equals("seed")) {
                continue;
            }
            if (kind == null) {
                throw misplaced(fields, key, type, known);
            }
            map.put(key, kind.read(value, fields.name(key), notes));
        }
        if (type.equals("percentile")) {
            fields.need("percentile");
        }
        return map;
    }

    /** The section where the file says nothing. */
    public static Map<String, @Nullable Object> map(String type) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("type", type);
        return map;
    }

    /** Whether the option {@code key} is a duration, so that it stands as seconds in the map. */
    public boolean isDuration(String key) {
        return types.values().stream().anyMatch(options -> options.get(key) == OptionKind.DURATION);
    }

    /** Whether there is such a type; aliases count. */
    public boolean hasType(String type) {
        return types.containsKey(type) || this == PRUNER && PRUNER_ALIASES.containsKey(type);
    }

    private String type(Item item) {
        String typed = YamlValues.text(item, section + ".type");
        String type = this == EXECUTOR ? typed.replace('_', '-') : typed.replace('-', '_');
        if (this == PRUNER && PRUNER_ALIASES.containsKey(type)) {
            return PRUNER_ALIASES.get(type);
        }
        String written = YamlValues.text(item, section + ".type");
        if (unavailable.contains(written)) {
            throw StudyFileException.at(
                    item.place(),
                    "The " + section + " type '" + written + "' is not available in this version.\nMaybe '" + standard
                            + "'.");
        }
        if (!types.containsKey(type)) {
            List<String> known = new ArrayList<>(types.keySet());
            throw StudyFileException.at(
                    item.place(),
                    "Unknown " + section + " type '" + written + "'; known are " + String.join(", ", known) + "."
                            + Nearest.maybe(written, known));
        }
        return type;
    }

    private Map<String, OptionKind> known(String type) {
        Map<String, OptionKind> known = types.get(type);
        return known == null ? Map.of() : known;
    }

    private StudyFileException misplaced(Fields fields, String key, String type, Map<String, OptionKind> known) {
        String problem = "The " + section + " '" + type + "' has no option '" + key + "'; it takes "
                + (known.isEmpty() ? "none" : String.join(", ", known.keySet())) + ".";
        List<String> others = new ArrayList<>();
        types.forEach((name, options) -> {
            if (options.containsKey(key)) {
                others.add(name);
            }
        });
        String advice = others.isEmpty() ? "" : "\nMaybe type: " + String.join(" or ", others) + ".";
        return StudyFileException.at(fields.place(key), problem + advice);
    }

    private Set<String> knownKeys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add("type");
        types.values().forEach(options -> keys.addAll(options.keySet()));
        if (this == SAMPLER) {
            keys.add("seed");
        }
        return keys;
    }

    private static Map<String, Map<String, OptionKind>> samplers() {
        Map<String, OptionKind> tpe = new LinkedHashMap<>();
        tpe.put("startup_trials", OptionKind.COUNT);
        tpe.put("candidates", OptionKind.POSITIVE);
        tpe.put("multivariate", OptionKind.FLAG);
        tpe.put("constant_liar", OptionKind.FLAG);
        Map<String, Map<String, OptionKind>> types = new LinkedHashMap<>();
        types.put("tpe", tpe);
        types.put("random", Map.of());
        types.put("grid", Map.of("grid", OptionKind.GRID));
        return types;
    }

    private static Map<String, Map<String, OptionKind>> pruners() {
        Map<String, OptionKind> median = new LinkedHashMap<>();
        median.put("startup_trials", OptionKind.COUNT);
        median.put("warmup_steps", OptionKind.COUNT);
        median.put("interval_steps", OptionKind.POSITIVE);
        median.put("min_trials", OptionKind.POSITIVE);
        Map<String, OptionKind> percentile = new LinkedHashMap<>();
        percentile.put("percentile", OptionKind.PERCENTILE);
        percentile.putAll(median);
        Map<String, OptionKind> halving = new LinkedHashMap<>();
        halving.put("min_resource", OptionKind.POSITIVE_OR_AUTO);
        halving.put("reduction_factor", OptionKind.FACTOR);
        halving.put("min_early_stopping_rate", OptionKind.COUNT);
        halving.put("bootstrap_count", OptionKind.COUNT);
        Map<String, OptionKind> hyperband = new LinkedHashMap<>();
        hyperband.put("min_resource", OptionKind.POSITIVE);
        hyperband.put("max_resource", OptionKind.POSITIVE_OR_AUTO);
        hyperband.put("reduction_factor", OptionKind.FACTOR);
        hyperband.put("bootstrap_count", OptionKind.COUNT);
        Map<String, Map<String, OptionKind>> types = new LinkedHashMap<>();
        types.put("median", median);
        types.put("percentile", percentile);
        types.put("successive_halving", halving);
        types.put("hyperband", hyperband);
        types.put("nop", Map.of());
        return types;
    }
}
