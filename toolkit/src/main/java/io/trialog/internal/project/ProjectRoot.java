package io.trialog.internal.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the directory of the project to which a file belongs. */
public final class ProjectRoot {

    private static final List<String> SIGNS = List.of(".git", "pyproject.toml", "setup.py", "environment.yml");

    private ProjectRoot() {}

    /**
     * Returns the directory of the project: the nearest one above with a sign of a project, else the directory of the file, or the
     * one above where that is called {@code sweeps}.
     *
     * @param file a file of the project, absolute
     * @return a directory
     */
    public static Path of(Path file) {
        Path own = file.getParent() == null ? file : file.getParent();
        for (Path directory = own; directory != null; directory = directory.getParent()) {
            Path here = directory;
            if (SIGNS.stream().anyMatch(sign -> Files.exists(here.resolve(sign)))) {
                return directory;
            }
        }
        Path above = own.getParent();
        return above != null && "sweeps".equals(String.valueOf(own.getFileName())) ? above : own;
    }

    /**
     * Returns the directories from that of a file up to the root of its Git repository; that of the file alone if there is none.
     *
     * @param file a file, absolute
     * @return the directories, the nearest first
     */
    public static List<Path> upwards(Path file) {
        Path own = file.getParent() == null ? file : file.getParent();
        List<Path> directories = new ArrayList<>();
        for (Path directory = own; directory != null; directory = directory.getParent()) {
            directories.add(directory);
            if (Files.exists(directory.resolve(".git"))) {
                return List.copyOf(directories);
            }
        }
        return List.of(own);
    }
}
