package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.TemporaryDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Opens SQLite files, without {@code DriverManager}, which in a notebook's class loader does not find the driver. */
final class Connections {

    /** How long a statement waits for the lock of a reader. Short: what fails is tried again later. */
    private static final int BUSY_MILLIS = 250;

    private Connections() {}

    /** Opens an existing file to follow a study. */
    static Connection toFollow(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(JournalMode.DELETE);
        config.setSynchronous(SynchronousMode.NORMAL);
        return open(file, config);
    }

    /** Creates a file that nobody else sees before it is complete. */
    static Connection toBuild(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setCacheSize(-64_000);
        return open(file, config);
    }

    /** Opens a file without ever changing it. */
    static Connection toRead(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        return open(file, config);
    }

    private static Connection open(Path file, SQLiteConfig config) throws SQLException {
        // As a URI: the driver would take what follows a question mark in a plain path for options.
        String url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
        try {
            return config.createConnection(url);
        } catch (LinkageError e) {
            throw unloadable(e);
        } catch (SQLException e) {
            if (e.getCause() instanceof NativeLibraryNotFoundException) {
                throw unloadable(e);
            }
            throw e;
        }
    }

    /** The library is unpacked into the temporary directory, which is looked at first. */
    private static ProjectionException unloadable(Throwable e) {
        TemporaryDirectory.requireUsable();
        return new ProjectionException(
                "SQLite's native library can't be loaded: " + e.getMessage()
                        + "\nMaybe the temporary directory does not allow programs; then name another one with"
                        + " -Dorg.sqlite.tmpdir=DIRECTORY.",
                e);
    }
}
