package io.trialog.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** What a kill leaves behind that comes while {@code study.db} is being changed. */
public final class InterruptedDatabase {

    private static final List<String> FILES = List.of("study.db", "study.db-journal");

    private InterruptedDatabase() {}

    /** Puts the files of a study as they are in the middle of a transaction. */
    public static void leave(Path study) throws IOException {
        Path aside = Files.createTempDirectory("interrupted");
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + study.resolve("study.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = 1");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("UPDATE trials SET state = 'FAIL'");
            statement.execute("DELETE FROM trialog_position");
            statement.execute(
                    "CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
                            + " SELECT randomblob(1000) FROM n");
            for (String name : FILES) {
                Files.copy(study.resolve(name), aside.resolve(name));
            }
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        for (String name : FILES) {
            Files.deleteIfExists(study.resolve(name));
            Files.move(aside.resolve(name), study.resolve(name));
        }
        Files.delete(aside);
    }
}
