package io.trialog.internal.config;

import io.trialog.internal.project.HydraMain;
import io.trialog.internal.project.ProjectFinding;
import io.trialog.internal.project.ProjectRoot;
import io.trialog.internal.project.PythonInterpreters;
import io.trialog.internal.project.TrainingScripts;
import io.trialog.internal.protocol.command.HydraRun;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep file runs that names a script only, or nothing: the script of the project with the Python of the project.
 *
 * @param file the sweep file, absolute
 * @param project the project file, or {@code null}
 * @param environment the variables of this process
 */
record ProjectProgram(Path file, @Nullable ProjectFile project, Map<String, String> environment)
        implements SweepItems.SweepProgram {

    @Override
    public @Nullable Item objective(@Nullable Item script, String place, Notes notes) {
        Path root = project == null ? ProjectRoot.of(file) : project.root();
        Path program = script == null ? ofProject(root, place, notes) : named(script, root);
        String python = program == null ? null : python(root, place, notes);
        if (program == null || python == null) {
            return null;
        }
        String where = script == null ? place : script.place();
        Map<String, Item.Entry> entries = new LinkedHashMap<>();
        put(entries, where, "command", SweepItems.list(where, List.of(python, written(program, root))));
        put(entries, where, "parameters", SweepItems.scalar(where, "hydra"));
        put(entries, where, "workdir", SweepItems.scalar(where, root.toString()));
        if (HydraMain.of(program) != null) {
            put(entries, where, HydraRun.SECTION, hydra(where));
        }
        return new Item.Mapping(where, entries);
    }

    private static void put(Map<String, Item.Entry> entries, String place, String key, Item value) {
        entries.put(key, new Item.Entry(place, key, value));
    }

    /** The keys that hpc-sweep-manager sets for every task. */
    private static Item hydra(String place) {
        Map<String, Item.Entry> hydra = new LinkedHashMap<>();
        put(hydra, place, HydraRun.OUTPUT_DIR, new Item.Scalar(place, "true", true));
        put(hydra, place, HydraRun.GROUP, new Item.Scalar(place, "true", true));
        return new Item.Mapping(place, hydra);
    }

    private static String written(Path program, Path root) {
        return program.startsWith(root) ? root.relativize(program).toString() : program.toString();
    }

    /** A script is meant from the project, or else from the file. */
    private Path named(Item script, Path root) {
        Path path = Path.of(YamlValues.text(script, "script"));
        Path beside = file.resolveSibling(path).normalize();
        return Files.exists(root.resolve(path)) || !Files.exists(beside)
                ? root.resolve(path).normalize()
                : beside;
    }

    private @Nullable Path ofProject(Path root, String place, Notes notes) {
        Path said = project == null ? null : project.path("train_script");
        if (said != null) {
            return said;
        }
        ProjectFinding found = TrainingScripts.find(root);
        if (found.value() == null) {
            notes.object(
                    place,
                    "The sweep must say which script it runs. " + found.reason() + "\nMaybe script: "
                            + (found.candidates().isEmpty()
                                    ? "train.py"
                                    : found.candidates().get(0))
                            + ".");
            return null;
        }
        notes.add(place, "The script is " + found.value() + ": " + found.reason());
        return root.resolve(found.value());
    }

    private @Nullable String python(Path root, String place, Notes notes) {
        Path said = project == null ? null : project.path("python");
        if (said != null) {
            return said.toString();
        }
        ProjectFinding found = PythonInterpreters.find(root, environment);
        if (found.value() == null) {
            notes.object(
                    place,
                    "The sweep needs a Python. " + found.reason() + "\nMaybe paths: {python: PATH} in "
                            + ProjectFile.NAME + ".");
            return null;
        }
        notes.add(place, "The Python is " + found.value() + ": " + found.reason());
        return found.value();
    }
}
