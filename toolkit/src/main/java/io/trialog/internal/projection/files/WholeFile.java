package io.trialog.internal.projection.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        replace(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        written = text;
    }

    /** Writes the bytes of a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file beside {@code path} and renames it over that. */
    static void replace(Path path, Content content) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path fresh = absolute.resolveSibling("." + path.getFileName() + ".new");
        Path parent = absolute.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
                content.writeTo(out);
            }
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
