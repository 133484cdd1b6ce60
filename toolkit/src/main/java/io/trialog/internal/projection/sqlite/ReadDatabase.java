package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.file.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database that is read and never changed. Where its writer was killed in the middle of a change, SQLite takes that change back
 * when it opens the file for writing; here that is done in a copy. Not safe for use by several threads.
 */
public final class ReadDatabase implements AutoCloseable {

    /** SQLITE_READONLY, SQLITE_CANTOPEN: what a change left half done makes of reading alone. */
    private static final List<Integer> NEEDS_WRITING = List.of(8, 14);

    private final Connection connection;
    private final @Nullable Path copy;

    private ReadDatabase(Connection connection, @Nullable Path copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /**
     * Opens a database.
     *
     * @param file the database, which need not be of Trialog
     * @throws SQLException if it can't be read
     * @throws io.trialog.exception.TrialogException if it must be copied first, and the temporary directory can't take it
     */
    public static ReadDatabase open(Path file) throws SQLException {
        Connection connection = Connections.toRead(file);
        try {
            look(connection);
            return new ReadDatabase(connection, null);
        } catch (SQLException e) {
            connection.close();
            if (isInterrupted(file) && NEEDS_WRITING.contains(e.getErrorCode() & 0xff)) {
                return openCopy(file);
            }
            throw e;
        }
    }

    /** Returns whether a change was left half done, or is under way. */
    public static boolean isInterrupted(Path file) {
        return Files.exists(DatabaseFiles.journal(file));
    }

    @SuppressWarnings("IllegalCatch") // leaves no copy behind, whatever happens
    private static ReadDatabase openCopy(Path file) throws SQLException {
        try {
            Path directory = TemporaryDirectory.make("trialog-database", 1);
            Path copy = directory.resolve(file.getFileName().toString());
            try {
                Files.copy(file, copy);
                Files.copy(DatabaseFiles.journal(file), DatabaseFiles.journal(copy));
                Connection connection = Connections.toFollow(copy);
                look(connection);
                return new ReadDatabase(connection, directory);
            } catch (IOException | SQLException | RuntimeException e) {
                FileTree.delete(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new ProjectionException(
                    "The database " + file + " can't be copied to the temporary directory: " + e
                            + "\nMaybe free some space there, or name another one: java -Djava.io.tmpdir=DIRECTORY.",
                    e);
        }
    }

    /** The first statement is the one that finds out. */
    private static void look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            row.next();
        }
    }

    /** The connection; closed with this. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
            if (copy != null) {
                FileTree.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The copy " + copy + " of a database can't be deleted: " + e, e);
        }
    }
}
