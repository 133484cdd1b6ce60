package io.trialog.internal.file;

import io.trialog.internal.platform.Ids;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file in one step: a reader sees the old content or the new one, never a part. The new content is written beside
 * the file and then renamed. If writing fails, the old content stays and nothing is left beside it. A link that bears one of the names
 * is replaced, and never followed.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all bytes.
         *
         * @param out where to; it is buffered, and closed by the caller
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a complete file. */
    @FunctionalInterface
    public interface Maker {

        /**
         * Makes the file.
         *
         * @param path where it is to be
         */
        void make(Path path) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces a file by a text in UTF-8. Not forced to the disk. For files that have one writer at a time.
     *
     * @return the target
     */
    public static Path write(Path target, String text) throws IOException {
        return write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces a file by bytes. Not forced to the disk. For files that have one writer at a time.
     *
     * @return the target
     */
    public static Path write(Path target, byte[] bytes) throws IOException {
        return write(target, out -> out.write(bytes));
    }

    /**
     * Replaces a file by a text in UTF-8 that nobody else may read: mode 600. Not forced to the disk. For files that have one
     * writer at a time.
     *
     * @return the target
     */
    public static Path writePrivate(Path target, String text) throws IOException {
        return replace(target, beside(target), path -> {
            Files.deleteIfExists(path);
            Files.createFile(path, PrivateFile.attributes(path));
            try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /**
     * Replaces a file by what a stream takes. Not forced to the disk. For files that have one writer at a time.
     *
     * @return the target
     */
    public static Path write(Path target, Content content) throws IOException {
        return replace(target, beside(target), path -> {
            Files.deleteIfExists(path); // what was left behind may be a link
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER)) {
                content.writeTo(out);
            }
        });
    }

    /**
     * Replaces a file as {@link #write(Path, Content)} does, and makes the directories that it needs.
     *
     * @return the target
     */
    public static Path writeWithDirectories(Path target, Content content) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return write(target, content);
    }

    /**
     * Replaces a file by bytes that are on the disk before they get its name. Several may write at once: the last one counts.
     *
     * @return the target
     */
    public static Path writeForced(Path target, byte[] bytes) throws IOException {
        return replaceByOneOfMany(target, path -> ForcedFile.create(path, bytes));
    }

    /**
     * Replaces a file that several may write at once: each makes a file of its own, and the last one counts.
     *
     * @return the target
     */
    public static Path replaceByOneOfMany(Path target, Maker maker) throws IOException {
        return replace(target, target.resolveSibling("." + target.getFileName() + ".new-" + Ids.next()), maker);
    }

    /**
     * Replaces a file by one that is made under another name first.
     *
     * @param fresh the other name, on the same file system
     * @param maker makes the file {@code fresh}; where it forces nothing, nothing is forced
     * @return the target
     */
    @SuppressWarnings("IllegalCatch") // whatever fails leaves no temporary file
    public static Path replace(Path target, Path fresh, Maker maker) throws IOException {
        try {
            maker.make(fresh);
            return rename(fresh, target);
        } catch (IOException | RuntimeException | Error e) {
            deleteAfter(e, fresh);
            throw e;
        }
    }

    private static void deleteAfter(Throwable failure, Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Gives a file or directory another name, in one step. A file that has the name is replaced.
     *
     * @return the target
     */
    public static Path rename(Path source, Path target) throws IOException {
        return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".new");
    }
}
