package io.trialog.internal.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a project that its people wrote: environments, results and tests are left out. */
final class ProjectFiles {

    private static final int DEPTH = 4;
    private static final int MOST = 5_000;
    private static final long LARGEST = 1L << 20;
    private static final Set<String> FOREIGN = Set.of(
            "venv",
            "env",
            "site-packages",
            "node_modules",
            "tests",
            "test",
            "build",
            "dist",
            "outputs",
            "multirun",
            "studies",
            "wandb",
            "mlruns",
            "docs",
            "__pycache__");

    private ProjectFiles() {}

    /** The Python files, in the order of their paths, at most a few levels below the project. */
    static List<Path> python(Path project) {
        List<Path> files = new ArrayList<>();
        walk(project, DEPTH, ".py", files);
        return files;
    }

    /** The YAML files below a directory. */
    static List<Path> yaml(Path directory) {
        List<Path> files = new ArrayList<>();
        walk(directory, DEPTH, ".yaml", files);
        return files;
    }

    private static void walk(Path directory, int depth, String ending, List<Path> files) {
        for (Path path : children(directory)) {
            String name = String.valueOf(path.getFileName());
            if (files.size() >= MOST || name.startsWith(".")) {
                continue;
            }
            if (Files.isRegularFile(path) && name.endsWith(ending) && !isTest(name)) {
                files.add(path);
            } else if (depth > 0 && Files.isDirectory(path) && !FOREIGN.contains(name) && !isEnvironment(path)) {
                walk(path, depth - 1, ending, files);
            }
        }
    }

    private static boolean isTest(String name) {
        return name.startsWith("test_") || name.endsWith("_test.py") || name.equals("conftest.py");
    }

    private static boolean isEnvironment(Path directory) {
        return Files.exists(directory.resolve("pyvenv.cfg")) || Files.exists(directory.resolve("conda-meta"));
    }

    /** What a directory holds, sorted; nothing if it can't be read. */
    static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (IOException e) {
            return List.of();
        }
        children.sort(null);
        return children;
    }

    /** The text of a file; an empty one if it can't be read, or is too large to be written by people. */
    static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** A path as it is written in the project. */
    static String relative(Path project, Path file) {
        return file.startsWith(project) ? project.relativize(file).toString() : file.toString();
    }
}
