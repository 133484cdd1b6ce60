package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates sweep files of hpc-sweep-manager, {@code sweep: {grid, paired}}, into the form of study files. Each key keeps its place,
 * so that messages name the line that the user wrote.
 */
final class SweepItems {

    private static final String SWEEP = "sweep";
    private static final String GRID = "grid";
    private static final String PAIRED = "paired";
    private static final String DEFAULTS = "defaults";
    private static final String METADATA = "metadata";
    private static final String SCRIPT = "script";
    private static final String COMPLETE = "complete";
    private static final List<String> OWN = List.of(SWEEP, GRID, PAIRED, DEFAULTS, METADATA, SCRIPT, COMPLETE);

    /** What describes a distribution, and is no list of a grid. */
    private static final Set<String> OF_A_DISTRIBUTION = Set.of("min", "max", "distribution", "values", "value");

    private final Item.Mapping file;
    private final Notes notes;
    private final Map<String, Item.Entry> study = new LinkedHashMap<>();

    private SweepItems(Item.Mapping file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    /** Whether a file is a sweep file. */
    static boolean isSweep(Item.Mapping file) {
        Map<String, Item.Entry> entries = file.entries();
        Item.Entry sweep = entries.get(SWEEP);
        return sweep != null && !isStudyFile(sweep.value())
                || entries.containsKey(GRID)
                || entries.containsKey(PAIRED) && entries.containsKey(SCRIPT);
    }

    /** Whether a whole study file stands a level too low. */
    private static boolean isStudyFile(Item item) {
        return item instanceof Item.Mapping map
                && List.of("parameters", "metric", "method", "program", "objective").stream()
                        .anyMatch(map.entries()::containsKey);
    }

    /**
     * Returns the file as a study file.
     *
     * @param file a sweep file
     * @param program finds what is run where the file names no command
     * @param notes hears what has no effect
     */
    static Item.Mapping studyFile(Item.Mapping file, SweepProgram program, Notes notes) {
        return new SweepItems(file, notes).translated(program);
    }

    private Item.Mapping translated(SweepProgram program) {
        file.entries().values().stream()
                .filter(entry -> !OWN.contains(entry.key()))
                .forEach(this::put);
        Item.Entry sweep = file.entries().get(SWEEP);
        Fields source = sweep == null
                ? Fields.of(new Item.Mapping(file.place(), only(GRID, PAIRED)), "", List.of(GRID, PAIRED))
                : Fields.of(sweep.value(), SWEEP, List.of(GRID, PAIRED));
        if (sweep != null) {
            refuseBoth(GRID, sweep);
            refuseBoth(PAIRED, sweep);
        }
        String place = sweep == null ? source.place() : sweep.place();
        if (!source.has(GRID) && !source.has(PAIRED)) {
            throw StudyFileException.at(
                    place, "A sweep must have 'grid' or 'paired'.\nMaybe sweep: {grid: {lr: [0.1, 0.01]}}.");
        }
        Item grid = source.get(GRID);
        if (grid != null) {
            parameters(grid);
        }
        Item paired = source.get(PAIRED);
        if (paired != null) {
            put(new Item.Entry(source.place(PAIRED), PAIRED, paired));
        }
        if (!study.containsKey("sampler") && !study.containsKey("method")) {
            put(new Item.Entry(place, "sampler", scalar(place, "grid")));
        }
        ignored();
        metadata();
        if (!study.containsKey("objective") && !study.containsKey("program") && !study.containsKey("command")) {
            Item.Entry script = file.entries().get(SCRIPT);
            Item objective = program.objective(script == null ? null : script.value(), place, notes);
            if (objective != null) {
                put(new Item.Entry(objective.place(), "objective", objective));
            }
        } else if (file.entries().containsKey(SCRIPT)) {
            throw StudyFileException.at(
                    file.entries().get(SCRIPT).place(),
                    "'script' and the objective say the same thing; only one of them may be there.");
        }
        return new Item.Mapping(file.place(), study);
    }

    private void put(Item.Entry entry) {
        study.put(entry.key(), entry);
    }

    private Map<String, Item.Entry> only(String... keys) {
        Map<String, Item.Entry> some = new LinkedHashMap<>();
        for (String key : keys) {
            Item.Entry entry = file.entries().get(key);
            if (entry != null) {
                some.put(key, entry);
            }
        }
        return some;
    }

    private void refuseBoth(String key, Item.Entry sweep) {
        Item.Entry outside = file.entries().get(key);
        if (outside != null) {
            throw StudyFileException.at(
                    outside.place(), "'" + key + "' must stand in 'sweep' (" + sweep.place() + "), not beside it.");
        }
    }

    private void parameters(Item grid) {
        Map<String, Item.Entry> parameters = new LinkedHashMap<>();
        Item.Entry declared = study.get("parameters");
        if (declared != null) {
            parameters.putAll(YamlValues.mapping(declared.value(), "parameters").entries());
        }
        flatten(YamlValues.mapping(grid, GRID), "", parameters);
        put(new Item.Entry(
                declared == null ? grid.place() : declared.place(),
                "parameters",
                new Item.Mapping(grid.place(), parameters)));
    }

    private static void flatten(Item.Mapping mapping, String prefix, Map<String, Item.Entry> parameters) {
        for (Item.Entry entry : mapping.entries().values()) {
            String name = prefix + entry.key();
            if (entry.value() instanceof Item.Mapping below) {
                flatten(below, name + ".", parameters);
                continue;
            }
            if (!prefix.isEmpty() && OF_A_DISTRIBUTION.contains(entry.key())) {
                throw StudyFileException.at(
                        entry.place(),
                        "'grid' has a list of values per parameter, but '" + prefix.substring(0, prefix.length() - 1)
                                + "' has the key '" + entry.key() + "'.\nMaybe "
                                + prefix.substring(0, prefix.length() - 1)
                                + ": [...]; ranges stand in 'parameters'.");
            }
            Item.Entry earlier = parameters.put(name, new Item.Entry(entry.place(), name, values(entry)));
            if (earlier != null) {
                throw StudyFileException.at(
                        entry.place(),
                        "The parameter '" + name + "' is declared twice; first at " + earlier.place() + ".");
            }
        }
    }

    private static Item values(Item.Entry entry) {
        boolean isList = entry.value() instanceof Item.Sequence;
        String key = isList ? "values" : "value";
        return new Item.Mapping(entry.place(), Map.of(key, new Item.Entry(entry.place(), key, entry.value())));
    }

    private void ignored() {
        Item.Entry defaults = file.entries().get(DEFAULTS);
        if (defaults != null) {
            notes.add(
                    defaults.place(),
                    "'defaults' has no effect, as in hpc-sweep-manager: a trial is a single run of Hydra.");
        }
        Item.Entry complete = file.entries().get(COMPLETE);
        if (complete != null) {
            notes.add(complete.place(), "'complete' has no effect: the same file again completes its sweep.");
        }
    }

    /** The name and the description of the study, and the project of W&amp;B. */
    private void metadata() {
        Item.Entry section = file.entries().get(METADATA);
        if (section == null || section.value() instanceof Item.Scalar scalar && scalar.isNull()) {
            return;
        }
        Map<String, Item.Entry> metadata =
                YamlValues.mapping(section.value(), METADATA).entries();
        Set<String> passed = new LinkedHashSet<>(metadata.keySet());
        for (String key : List.of("name", "description")) {
            Item.Entry entry = metadata.get(key);
            passed.remove(key);
            if (entry != null && !study.containsKey(key)) {
                put(entry);
            }
        }
        labels(section, metadata, passed);
        wandb(metadata, passed);
        if (!passed.isEmpty()) {
            notes.add(section.place(), "'metadata' has keys without effect: " + String.join(", ", passed) + ".");
        }
    }

    private void labels(Item.Entry section, Map<String, Item.Entry> metadata, Set<String> passed) {
        Map<String, Item.Entry> labels = new LinkedHashMap<>();
        for (String key : List.of("tags", "group")) {
            Item.Entry entry = metadata.get(key);
            if (entry != null) {
                labels.put(key, entry);
                passed.remove(key);
            }
        }
        if (!labels.isEmpty()) {
            put(new Item.Entry(section.place(), METADATA, new Item.Mapping(section.place(), labels)));
        }
    }

    private void wandb(Map<String, Item.Entry> metadata, Set<String> passed) {
        Map<String, Item.Entry> wandb = new LinkedHashMap<>();
        Item.Entry own = study.get("wandb");
        if (own != null) {
            wandb.putAll(YamlValues.mapping(own.value(), "wandb").entries());
        }
        Map<String, String> names =
                Map.of("wandb_project", "project", "wandb_entity", "entity", "group", "group", "tags", "tags");
        boolean isTracked = own != null || metadata.containsKey("wandb_project");
        for (Item.Entry entry : metadata.values()) {
            String key = names.get(entry.key());
            if (key != null && isTracked) {
                passed.remove(entry.key());
                wandb.putIfAbsent(key, new Item.Entry(entry.place(), key, entry.value()));
            }
        }
        if (!wandb.isEmpty()) {
            put(new Item.Entry(file.place(), "wandb", new Item.Mapping(file.place(), wandb)));
        }
    }

    static Item scalar(String place, String text) {
        return new Item.Scalar(place, text, false);
    }

    static Item list(String place, List<String> texts) {
        List<Item> items = new ArrayList<>();
        texts.forEach(text -> items.add(scalar(place, text)));
        return new Item.Sequence(place, items);
    }

    /** What a sweep runs where its file names no command. */
    interface SweepProgram {

        /**
         * Returns the section {@code objective}, or {@code null} if nobody knows the program.
         *
         * @param script the script that the file names, or {@code null}
         * @param place where the sweep is described
         * @param notes hears what was guessed, and what is objected to
         */
        @Nullable
        Item objective(@Nullable Item script, String place, Notes notes);
    }
}
