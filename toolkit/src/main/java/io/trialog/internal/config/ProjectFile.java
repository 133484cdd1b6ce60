package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.project.ProjectRoot;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlLoader;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.spi.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the study files of a project have in common: {@code sweeps/trialog.yaml} of the project, or {@code trialog.yaml} beside the
 * study file. A study file that says something itself is not touched. Immutable.
 */
final class ProjectFile {

    /** The name of the file. */
    static final String NAME = "trialog.yaml";

    private static final List<String> SECTIONS = List.of("executor", "controller", "wandb", "mlflow", "notify");
    private static final List<String> KEYS =
            List.of("project", "paths", "executor", "controller", "wandb", "mlflow", "notify");
    private static final List<String> PROJECT = List.of("name", "description");
    private static final List<String> PATHS = List.of("root", "python", "train_script", "config_dir", "scratch");
    /** Keys that a study file has, and a project file has not. */
    private static final List<String> OF_STUDIES = List.of("parameters", "metric", "metrics", "objective", "program");

    private final Path source;
    private final Fields fields;
    private final @Nullable Fields paths;

    private ProjectFile(Path source, Fields fields) {
        this.source = source;
        this.fields = fields;
        this.paths = fields.has("paths") ? Fields.of(fields.need("paths"), "paths", PATHS) : null;
        if (fields.has("project") && fields.need("project") instanceof Item.Mapping) {
            Fields.of(fields.need("project"), "project", PROJECT);
        }
    }

    /**
     * Returns the file that holds for a study file, or {@code null}.
     *
     * @param studyFile a study file, absolute
     * @throws StudyFileException if it can't be used; the message names file, line and key
     */
    static @Nullable ProjectFile of(Path studyFile) {
        List<Path> candidates = new ArrayList<>();
        Path beside = studyFile.resolveSibling(NAME);
        candidates.add(beside);
        ProjectRoot.upwards(studyFile)
                .forEach(directory -> candidates.add(directory.resolve("sweeps").resolve(NAME)));
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate) && !candidate.equals(studyFile)) {
                Item item = YamlLoader.load(StudyFileReader.text(candidate), candidate.toString());
                if (item instanceof Item.Mapping mapping && !isStudyFile(mapping)) {
                    return new ProjectFile(candidate, Fields.of(item, "", KEYS));
                }
            }
        }
        return null;
    }

    private static boolean isStudyFile(Item.Mapping mapping) {
        return OF_STUDIES.stream().anyMatch(mapping.entries()::containsKey);
    }

    /** Returns the file, absolute. */
    Path source() {
        return source;
    }

    /** Returns a path that the file names, absolute; {@code null} if it does not. */
    @Nullable
    Path path(String key) {
        Item item = paths == null ? null : paths.get(key);
        if (item == null) {
            return null;
        }
        Path root = root();
        return (key.equals("root") ? directory() : root)
                .resolve(YamlValues.text(item, "paths." + key))
                .normalize();
    }

    /** Returns the directory of the project: the one above {@code sweeps}, unless the file names another one. */
    Path root() {
        Item item = paths == null ? null : paths.get("root");
        return item == null
                ? directory()
                : directory().resolve(YamlValues.text(item, "paths.root")).normalize();
    }

    private Path directory() {
        Path own = source.getParent();
        Path above = own == null ? null : own.getParent();
        boolean isSweeps = own != null && "sweeps".equals(String.valueOf(own.getFileName()));
        return isSweeps && above != null ? above : own == null ? source : own;
    }

    /** Returns a study file with what it leaves open, each key with a note. */
    Item.Mapping below(Item.Mapping study, Notes notes) {
        Map<String, Item.Entry> entries = new LinkedHashMap<>(study.entries());
        for (String section : SECTIONS) {
            if (fields.get(section) instanceof Item.Mapping ours) {
                Item.Entry theirs = entries.get(section);
                Item.Mapping merged = merged(section, ours, theirs == null ? null : theirs.value(), notes);
                if (!merged.entries().isEmpty()) {
                    entries.put(
                            section,
                            new Item.Entry(theirs == null ? fields.place(section) : theirs.place(), section, merged));
                }
            } else if (fields.has(section)) {
                throw YamlValues.wrong(fields.need(section), section, "a map (key: value)");
            }
        }
        return new Item.Mapping(study.place(), entries);
    }

    private Item.Mapping merged(String section, Item.Mapping ours, @Nullable Item theirs, Notes notes) {
        Map<String, Item.Entry> entries = new LinkedHashMap<>();
        if (theirs instanceof Item.Mapping mapping) {
            entries.putAll(mapping.entries());
        } else if (theirs instanceof Item.Scalar type && !type.isNull()) {
            entries.put("type", new Item.Entry(type.place(), "type", type));
        }
        Item.Entry chosen = entries.get("type");
        for (Item.Entry entry : ours.entries().values()) {
            if (entries.containsKey(entry.key())) {
                continue;
            }
            String title = section + "." + entry.key();
            if (section.equals("executor") && chosen != null && !takes(chosen.value(), entry.key())) {
                notes.add(
                        entry.place(),
                        "'" + title
                                + "' of the project file does not hold, since this study's executor does not take it.");
                continue;
            }
            entries.put(entry.key(), resolved(entry));
            notes.add(entry.place(), "'" + title + "' is that of the project file" + shown(entry.value()) + ".");
        }
        return new Item.Mapping(theirs == null ? ours.place() : theirs.place(), entries);
    }

    private static String shown(Item item) {
        return item instanceof Item.Scalar scalar ? ": " + scalar.text() : "";
    }

    /** A template is meant from the project file. */
    private Item.Entry resolved(Item.Entry entry) {
        if (!entry.key().equals("template") || !(entry.value() instanceof Item.Scalar path)) {
            return entry;
        }
        String absolute = source.resolveSibling(path.text()).normalize().toString();
        return new Item.Entry(entry.place(), entry.key(), new Item.Scalar(path.place(), absolute, false));
    }

    private static boolean takes(Item type, String key) {
        if (!(type instanceof Item.Scalar name)) {
            return true;
        }
        var provider = ExecutorOptions.catalogue().find(name.text());
        return provider == null || provider.options().stream().map(Option::name).anyMatch(key::equals);
    }
}
