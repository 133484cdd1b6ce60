package io.trialog.internal.protocol.command;

import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The client for Python programs, from the jar: every trial imports it, whatever its working directory. */
public final class ClientFiles {

    private static final String PYTHON = "trialog.py";

    private ClientFiles() {}

    /** The directory of the clients in that of a study. */
    public static Path directory(Path study) {
        return study.resolve("clients");
    }

    /** Writes what is not there or is of another version; programs that run keep what they have loaded. */
    public static void write(Path study) throws IOException {
        Path file = directory(study).resolve(PYTHON);
        String text = python();
        if (!Files.isRegularFile(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(directory(study));
            AtomicFile.write(file, text);
        }
    }

    private static String python() throws IOException {
        try (InputStream in = ClientFiles.class.getResourceAsStream("/io/trialog/client/" + PYTHON)) {
            if (in == null) {
                throw new IOException("The jar lacks io/trialog/client/" + PYTHON + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
