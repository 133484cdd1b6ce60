package io.trialog.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the reference data stand that are not part of the project: {@code -Dtrialog.shared}, else {@code $TRIALOG_SHARED}, else
 * the directory {@code shared} beside the checkout.
 */
public final class SharedData {

    private SharedData() {}

    /** A file or directory among them, whether it exists or not. */
    public static Path path(String relative) {
        String given = System.getProperty("trialog.shared", System.getenv().getOrDefault("TRIALOG_SHARED", ""));
        if (!given.isEmpty()) {
            return Path.of(given).resolve(relative);
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("../shared/data"))) {
            directory = directory.getParent();
        }
        return (directory == null ? Path.of("shared") : directory.resolve("../shared"))
                .resolve(relative)
                .normalize();
    }
}
