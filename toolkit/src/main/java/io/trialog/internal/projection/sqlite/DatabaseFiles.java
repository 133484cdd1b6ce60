package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.ForcedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts whole database files in place and keeps what is not ours. */
final class DatabaseFiles {

    /** What SQLite leaves beside a database. A leftover one would be applied to a file put in its place, and ruin it. */
    private static final List<String> SIDE_FILES = List.of("-journal", "-wal", "-shm");

    private DatabaseFiles() {}

    /** A path for a file under construction beside {@code target}; what earlier ones left is removed. */
    static Path underConstruction(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new ProjectionException("The database " + target + " must be a file in a directory.");
        }
        Files.createDirectories(parent);
        String name = target.getFileName() + ".new-";
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                parent, path -> path.getFileName().toString().startsWith(name))) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        return parent.resolve(name + ProcessHandle.current().pid());
    }

    /** Forces a complete file to disk and puts it in the place of {@code target} in one step. */
    static void replace(Path complete, Path target) throws IOException {
        ForcedFile.force(complete);
        for (String suffix : SIDE_FILES) {
            Files.deleteIfExists(beside(target, suffix));
        }
        AtomicFile.rename(complete, target);
    }

    /** Moves what is not ours to {@code study.db.foreign-1}, or the next free number, with its side files. */
    static Path setAside(Path file) throws IOException {
        int n = 1;
        while (Files.exists(beside(file, ".foreign-" + n))) {
            n++;
        }
        Path aside = beside(file, ".foreign-" + n);
        for (String suffix : SIDE_FILES) {
            if (Files.exists(beside(file, suffix))) {
                Files.move(beside(file, suffix), beside(aside, suffix), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.move(file, aside);
    }

    /** What identifies the file itself, whatever its name; {@code null} if there is none. */
    static @Nullable Object identity(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /** What SQLite notes beside a database while it changes it. */
    static Path journal(Path file) {
        return beside(file, SIDE_FILES.get(0));
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
