package io.trialog.internal.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A queue's data file in a directory of its own, for reading: without the metadata file that stands beside it. */
record QueueView(Path directory, Path link) implements AutoCloseable {

    static QueueView of(Path file) throws IOException {
        Path directory = Files.createTempDirectory("trialog-queue");
        Path link = directory.resolve(Chronicle.FILE);
        try {
            Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.createLink(link, file);
        }
        return new QueueView(directory, link);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(link);
        Files.deleteIfExists(directory.resolve(Chronicle.METADATA));
        Files.deleteIfExists(directory);
    }
}
