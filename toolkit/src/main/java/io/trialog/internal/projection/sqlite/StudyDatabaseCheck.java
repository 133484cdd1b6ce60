package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.study.StudyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares a study's database with the log: every row of every table, not the bytes of the file. */
public final class StudyDatabaseCheck {

    /** The name of the database in a study's directory. */
    public static final String FILE = "study.db";

    private static final int LIMIT = 10;

    private final List<String> differences = new ArrayList<>();

    private StudyDatabaseCheck() {}

    /**
     * The first differences between a database and the one that the log gives, in words; empty if there are none.
     *
     * @param studyId the id of the study
     * @param view the study at the position that the database should have
     * @param headHash the hash of the event at that position
     * @param file the database; not changed
     * @param scratch a file that does not exist, for the rows as they should be; it is deleted again
     * @throws ProjectionException if one of the files can't be read or written
     */
    public static List<String> differences(String studyId, StudyView view, String headHash, Path file, Path scratch) {
        StudyDatabaseCheck check = new StudyDatabaseCheck();
        try {
            try (StudyDatabase expected = new StudyDatabase(studyId, scratch)) {
                expected.project(view, headHash, new TreeSet<>());
                try (ReadDatabase is = ReadDatabase.open(file);
                        Connection should = Connections.toRead(scratch)) {
                    check.compare(is.connection(), should);
                }
            }
            Files.deleteIfExists(scratch);
        } catch (SQLException | IOException e) {
            throw new ProjectionException("The database " + file + " can't be compared: " + e.getMessage(), e);
        }
        return check.differences;
    }

    /** The position of the log at which a database stands; -1 if it can't be told. The file is not changed. */
    public static long position(Path file) {
        try (ReadDatabase database = ReadDatabase.open(file)) {
            return Findings.mark(database.connection()).position();
        } catch (SQLException e) {
            return -1;
        }
    }

    /** Returns whether a change of a database was left half done, or is under way. */
    public static boolean isInterrupted(Path file) {
        return ReadDatabase.isInterrupted(file);
    }

    private void compare(Connection is, Connection should) throws SQLException {
        List<String> tables = tables(should);
        for (String table : tables) {
            if (!tables(is).contains(table)) {
                differences.add("table " + table + " is missing");
            } else if (differences.size() < LIMIT) {
                compareTable(table, is, should);
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /** Rows stand in the order of their primary key, which is or begins with the first column. */
    private void compareTable(String table, Connection is, Connection should) throws SQLException {
        String sql = "SELECT * FROM " + table + " ORDER BY 1";
        try (Statement a = is.createStatement();
                Statement b = should.createStatement();
                ResultSet found = a.executeQuery(sql);
                ResultSet expected = b.executeQuery(sql)) {
            List<String> columns = columns(found);
            if (!columns.equals(columns(expected))) {
                differences.add(table + ": has the columns " + columns + ", but this version of Trialog writes "
                        + columns(expected) + "; another version wrote it, and 'trialog rebuild' writes it anew");
                return;
            }
            while (differences.size() < LIMIT) {
                List<String> row = next(found);
                List<String> other = next(expected);
                if (row.isEmpty() && other.isEmpty()) {
                    return;
                } else if (!row.equals(other)) {
                    differences.add(table + ": found " + words(row) + ", but the log gives " + words(other));
                    return;
                }
            }
        }
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            names.add(rows.getMetaData().getColumnName(i));
        }
        return names;
    }

    private static String words(List<String> row) {
        return row.isEmpty() ? "no more rows" : row.toString();
    }

    private static List<String> next(ResultSet rows) throws SQLException {
        List<String> row = new ArrayList<>();
        if (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(rows.getObject(i)));
            }
        }
        return row;
    }
}
