package io.trialog.internal.project;

import io.trialog.internal.project.ProjectFinding.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the program that trains: a main function of Hydra, an entry point, or a file whose name says so. */
public final class TrainingScripts {

    private static final Pattern MAIN = Pattern.compile("(?m)^if\\s+__name__\\s*==\\s*['\"]__main__['\"]\\s*:");
    private static final List<String> NAMES = List.of("train", "main", "run", "fit");
    private static final Pattern SCRIPTS =
            Pattern.compile("(?ms)^\\[(?:project\\.scripts|tool\\.poetry\\.scripts)\\]\\s*$(.*?)(?=^\\[|\\z)");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\s*[\\w\"'.-]+\\s*=\\s*[\"']([\\w.]+):\\w+[\"']");

    private TrainingScripts() {}

    /**
     * Returns the training script of a project.
     *
     * @param project its directory, absolute
     * @return its path relative to the project; the candidates if there are several
     */
    public static ProjectFinding find(Path project) {
        List<Path> files = ProjectFiles.python(project);
        List<Path> hydra =
                files.stream().filter(file -> HydraMain.of(file) != null).toList();
        if (!hydra.isEmpty()) {
            return chosen(project, hydra, "has a main function of Hydra (@hydra.main)", Weight.HIGH);
        }
        List<Path> entries = entryPoints(project);
        if (!entries.isEmpty()) {
            return chosen(project, entries, "is an entry point in pyproject.toml", Weight.MEDIUM);
        }
        List<Path> named = files.stream()
                .filter(file -> NAMES.contains(stem(file)) && isInPlace(project, file))
                .filter(file -> MAIN.matcher(ProjectFiles.text(file)).find())
                .toList();
        return named.isEmpty()
                ? ProjectFinding.none("No Python file has a main function of Hydra, is an entry point, or is called "
                        + String.join(", ", NAMES) + ".")
                : chosen(project, named, "is a program by its name", Weight.LOW);
    }

    private static ProjectFinding chosen(Path project, List<Path> files, String what, Weight weight) {
        List<String> names =
                files.stream().map(file -> ProjectFiles.relative(project, file)).toList();
        return names.size() == 1
                ? ProjectFinding.of(names.get(0), names.get(0) + " " + what + ".", weight)
                : new ProjectFinding(
                        null,
                        names.size() + " files could be it: each of " + String.join(", ", names) + " " + what + ".",
                        Weight.NONE,
                        names);
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.py$", "");
    }

    /** The project itself, scripts, src, or a package in src. */
    private static boolean isInPlace(Path project, Path file) {
        Path directory = project.relativize(file).getParent();
        String place = directory == null ? "" : directory.toString();
        return place.isEmpty() || place.equals("scripts") || place.equals("src") || place.matches("src/[^/]+");
    }

    private static List<Path> entryPoints(Path project) {
        Matcher section = SCRIPTS.matcher(ProjectFiles.text(project.resolve("pyproject.toml")));
        Set<Path> files = new LinkedHashSet<>();
        while (section.find()) {
            Matcher entry = ENTRY.matcher(section.group(1));
            while (entry.find()) {
                String module = entry.group(1).replace('.', '/');
                for (String place : List.of("src/" + module, module)) {
                    Path file = project.resolve(place + ".py");
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    }
                }
            }
        }
        return new ArrayList<>(files);
    }
}
