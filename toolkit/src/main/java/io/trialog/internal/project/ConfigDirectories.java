package io.trialog.internal.project;

import io.trialog.internal.project.ProjectFinding.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the directory of a project's configurations. */
public final class ConfigDirectories {

    private static final List<String> NAMES = List.of("conf", "configs", "config", "cfg");
    private static final Pattern DEFAULTS = Pattern.compile("(?m)^defaults:\\s*$");

    private ConfigDirectories() {}

    /**
     * Returns the directory of the configurations.
     *
     * @param project the directory of the project, absolute
     * @param script the training script, relative to the project, or {@code null}
     * @return its path relative to the project
     */
    public static ProjectFinding find(Path project, @Nullable String script) {
        Path file = script == null ? null : project.resolve(script);
        HydraMain main = file == null ? null : HydraMain.of(file);
        Path said = main == null || file == null ? null : main.directory(file);
        if (said != null) {
            String name = ProjectFiles.relative(project, said);
            return Files.isDirectory(said)
                    ? ProjectFinding.of(name, script + " names it (config_path).", Weight.HIGH)
                    : ProjectFinding.none(
                            script + " names " + name + " (config_path), but there is no such directory.");
        }
        return best(project, file);
    }

    private static ProjectFinding best(Path project, @Nullable Path script) {
        Set<Path> places = new LinkedHashSet<>();
        for (Path above : script == null || script.getParent() == null
                ? List.of(project)
                : List.of(script.getParent(), project)) {
            NAMES.forEach(name -> places.add(above.resolve(name)));
        }
        List<String> reasons = new ArrayList<>();
        Path best = null;
        int most = 0;
        for (Path place : places) {
            List<String> found = evidence(place);
            if (found.size() > most) {
                best = place;
                most = found.size();
                reasons = found;
            }
        }
        return best == null
                ? ProjectFinding.none("There is no directory " + String.join(", ", NAMES) + " with YAML files.")
                : ProjectFinding.of(
                        ProjectFiles.relative(project, best),
                        "It has " + String.join(", ", reasons) + ".",
                        most > 1 ? Weight.MEDIUM : Weight.LOW);
    }

    private static List<String> evidence(Path directory) {
        List<String> evidence = new ArrayList<>();
        List<Path> files = Files.isDirectory(directory) ? ProjectFiles.yaml(directory) : List.of();
        if (!files.isEmpty()) {
            evidence.add("YAML files");
        }
        if (files.stream()
                .anyMatch(file -> DEFAULTS.matcher(ProjectFiles.text(file)).find())) {
            evidence.add("a list 'defaults'");
        }
        if (files.stream().anyMatch(file -> !directory.equals(file.getParent()))) {
            evidence.add("groups");
        }
        if (files.stream().anyMatch(file -> ProjectFiles.text(file).contains("_target_"))) {
            evidence.add("'_target_'");
        }
        return evidence;
    }
}
