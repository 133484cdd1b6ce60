package io.trialog.internal.projection.files;

import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A small file that is replaced as a whole, in one step, whenever its text changes: readers never see half of it. */
final class WholeFile {

    private final Path path;
    private @Nullable String written;

    WholeFile(Path path) {
        this.path = path;
    }

    /** Writes a text, unless the file has it already. */
    void write(String text) throws IOException {
        if (text.equals(written) && Files.exists(path)) {
            return;
        }
        AtomicFile.writeWithDirectories(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        written = text;
    }

    /** Removes the file if it is there. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        written = null;
    }
}
