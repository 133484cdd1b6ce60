package io.trialog.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file by which a study asks a trial to stop.
 *
 * @param path where it would be, or {@code null} outside of a study
 */
record StopFile(@Nullable String path) {

    boolean exists() {
        return path != null && Files.exists(Path.of(path));
    }

    /** What the file says, a JSON text. */
    String reason() {
        try {
            return path == null
                    ? ""
                    : Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "its stop file can't be read: " + e;
        }
    }
}
