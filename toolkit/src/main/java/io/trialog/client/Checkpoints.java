package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where a trial keeps its checkpoints, and its word that it can go on from one. Nothing happens without a path. */
final class Checkpoints {

    private Checkpoints() {}

    static @Nullable Path directory(String path) {
        if (path.isEmpty()) {
            return null;
        }
        try {
            return Files.createDirectories(Path.of(path));
        } catch (IOException e) {
            throw new TrialogException("The directory for checkpoints " + path + " can't be made: " + e, e);
        }
    }

    static void markResumable(String path) {
        if (path.isEmpty()) {
            return;
        }
        try {
            Files.write(Path.of(path), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TrialogException("The file " + path + " can't be written: " + e, e);
        }
    }
}
