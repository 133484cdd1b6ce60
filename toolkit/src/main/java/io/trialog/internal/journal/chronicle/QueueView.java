package io.trialog.internal.journal.chronicle;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A queue's data file in a directory of its own, for reading: without the metadata file that stands beside it. */
record QueueView(Path directory, Path link) implements AutoCloseable {

    private static final int METADATA_SIZE = 1 << 16;

    /**
     * Makes the directory.
     *
     * @throws TrialogException if the temporary directory can't be written, which says nothing about the queue
     */
    static QueueView of(Path file) throws IOException {
        Path directory = TemporaryDirectory.make("trialog-queue", METADATA_SIZE);
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
