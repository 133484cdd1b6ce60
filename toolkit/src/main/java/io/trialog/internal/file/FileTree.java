package io.trialog.internal.file;

import io.trialog.internal.platform.Ids;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Deletes and walks directories with all that is below them. */
public final class FileTree {

    private FileTree() {}

    /**
     * Deletes a file or directory with all that is below it. Links are removed, never followed. What is gone already, or
     * goes meanwhile, is no failure.
     *
     * @throws IOException if something can't be deleted; the rest may be gone then
     */
    public static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new Deletion());
    }

    /**
     * Deletes a directory as {@link #delete} does, but moves it out of the way in one step first, so that nobody finds half
     * of it.
     */
    public static void deleteAtOnce(Path root) throws IOException {
        Path doomed = root.resolveSibling("." + root.getFileName() + ".deleted-" + Ids.next());
        delete(AtomicFile.rename(root, doomed));
    }

    /** Takes a file and its path relative to the root of a tree. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes a directory, before what is in it, or a file.
         *
         * @param path where it is
         * @param relative its path below the root; empty for the root itself
         */
        void visit(Path path, Path relative) throws IOException;
    }

    /** Visits a file, or a directory and all that is below it. Links are followed; a link into a loop is a failure. */
    public static void follow(Path root, Visitor visitor) throws IOException {
        Files.walkFileTree(
                root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                            throws IOException {
                        return visitFile(directory, attributes);
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        visitor.visit(file, root.relativize(file));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
