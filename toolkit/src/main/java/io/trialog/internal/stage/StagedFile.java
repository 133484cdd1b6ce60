package io.trialog.internal.stage;

import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** One file that is copied: seen whole, or not at all. */
final class StagedFile {

    private StagedFile() {}

    /** Whether there is no copy yet, or one of another size or age. File systems keep whole seconds at least. */
    static boolean isMissing(Path source, Path copy) throws IOException {
        return !Files.isRegularFile(copy)
                || Files.size(copy) != Files.size(source)
                || Files.getLastModifiedTime(copy).toMillis() / 1000
                        != Files.getLastModifiedTime(source).toMillis() / 1000;
    }

    static void copy(Path source, Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        AtomicFile.replaceByOneOfMany(target, part -> Files.copy(source, part, StandardCopyOption.COPY_ATTRIBUTES));
    }
}
