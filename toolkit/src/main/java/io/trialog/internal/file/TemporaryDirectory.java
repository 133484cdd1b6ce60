package io.trialog.internal.file;

import io.trialog.exception.TrialogException;
import io.trialog.internal.platform.ThisJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directories in the temporary directory of this JVM. One that can't be written is told as what it is, and not as trouble with
 * whatever was to be put there.
 */
public final class TemporaryDirectory {

    private TemporaryDirectory() {}

    /**
     * Makes a directory.
     *
     * @param prefix how its name begins
     * @param room how many bytes must fit into it
     * @return the directory, empty
     * @throws TrialogException if the temporary directory can't take it
     */
    public static Path make(String prefix, int room) {
        try {
            Path directory = Files.createTempDirectory(prefix);
            Path probe = directory.resolve("probe");
            try {
                Files.write(probe, new byte[room]);
                Files.delete(probe);
                return directory;
            } catch (IOException e) {
                Files.deleteIfExists(probe);
                Files.delete(directory);
                throw e;
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Does nothing if the temporary directory can be written.
     *
     * @throws TrialogException if it can't
     */
    public static void requireUsable() {
        try {
            Files.delete(make("trialog-probe", 1));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static TrialogException unusable(IOException e) {
        return new TrialogException(
                "The temporary directory " + ThisJvm.temporaryDirectory()
                        + " must be writable and have some space, but: " + e
                        + "\nMaybe free some space there, or name another one: java -Djava.io.tmpdir=DIRECTORY.",
                e);
    }
}
