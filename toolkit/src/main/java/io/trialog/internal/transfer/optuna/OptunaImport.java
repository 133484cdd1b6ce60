package io.trialog.internal.transfer.optuna;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.projection.sqlite.ReadDatabase;
import io.trialog.study.Direction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads studies from a database that Optuna 3.0 to 5.0 (or Trialog) wrote. The file is opened read-only.
 *
 * <p>Optuna up to 4 stored times in the local zone, from 5 on in UTC, and the file does not tell which version wrote a row; the
 * version that created the file decides.
 */
public final class OptunaImport {

    private static final Set<String> REVISIONS = Set.of("v3.0.0.d", "v3.2.0.a");

    private OptunaImport() {}

    /**
     * The names of the studies in a database.
     *
     * @throws ProjectionException if the file is no such database
     */
    public static List<String> studyNames(Path file) {
        return reading(file, OptunaImport::names);
    }

    /**
     * Reads one study.
     *
     * @param name its name, or {@code null} if there is only one
     * @param zone the zone of the times if Optuna 4 or older created the file
     * @throws ProjectionException if the file is no such database, does not hold the study, or holds what Trialog can't take
     *     over; the message names it
     */
    public static ImportedStudy read(Path file, @Nullable String name, ZoneId zone) {
        return reading(file, connection -> {
            String chosen = chosen(file, names(connection), name);
            return study(connection, chosen, isUtc(connection) ? ZoneOffset.UTC : zone);
        });
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private static <T> T reading(Path file, Work<T> work) {
        if (!Files.isRegularFile(file)) {
            throw new ProjectionException("There is no file " + file + ".");
        }
        try (ReadDatabase database = ReadDatabase.open(file)) {
            requireRevision(file, database.connection());
            return work.with(database.connection());
        } catch (SQLException e) {
            throw new ProjectionException(
                    "The file " + file + " is no Optuna database: SQLite can't read it as one (error "
                            + e.getErrorCode()
                            + ").\nMaybe it is a database of something else, or a copy that was made while Optuna wrote.",
                    e);
        }
    }

    private static void requireRevision(Path file, Connection connection) throws SQLException {
        List<String> revisions = strings(connection, "SELECT version_num FROM alembic_version");
        if (Collections.disjoint(REVISIONS, revisions)) {
            throw new ProjectionException("The Optuna database " + file + " must have one of the revisions v3.0.0.d and"
                    + " v3.2.0.a, but has " + revisions + ".\nMaybe upgrade a copy of it with: optuna storage upgrade"
                    + " --storage sqlite:///COPY");
        }
    }

    private static String chosen(Path file, List<String> names, @Nullable String name) {
        if (name == null && names.size() == 1) {
            return names.get(0);
        } else if (name == null || !names.contains(name)) {
            String asked = name == null ? "no study was named" : "'" + name + "' is not among them";
            throw new ProjectionException(
                    "The Optuna database " + file + " holds the studies " + names + ", but " + asked + ".");
        }
        return name;
    }

    private static boolean isUtc(Connection connection) throws SQLException {
        String version = String.join("", strings(connection, "SELECT library_version FROM version_info"));
        int point = version.indexOf('.');
        String major = point < 0 ? version : version.substring(0, point);
        return version.startsWith("trialog") || major.length() > 1 || major.compareTo("5") >= 0;
    }

    private static ImportedStudy study(Connection connection, String name, ZoneId zone) throws SQLException {
        long id = id(connection, name);
        List<Direction> directions = new ArrayList<>();
        for (String direction : strings(
                connection, "SELECT direction FROM study_directions WHERE study_id = " + id + " ORDER BY objective")) {
            directions.add(direction.equals("MAXIMIZE") ? Direction.MAXIMIZE : Direction.MINIMIZE);
        }
        Map<String, @Nullable Object> system = attributes(connection, "study_system_attributes", id);
        return new ImportedStudy(
                name,
                directions,
                metrics(system.get("study:metric_names"), directions.size()),
                attributes(connection, "study_user_attributes", id),
                new OptunaTrials(connection, id, zone).read());
    }

    private static List<String> metrics(@Nullable Object names, int count) {
        List<String> metrics = new ArrayList<>();
        if (names instanceof List<?> list && list.size() == count) {
            list.forEach(name -> metrics.add(String.valueOf(name)));
            return metrics;
        }
        for (int i = 0; i < count; i++) {
            metrics.add(count == 1 ? "value" : "value_" + i);
        }
        return metrics;
    }

    private static long id(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT study_id FROM studies WHERE study_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    private static Map<String, @Nullable Object> attributes(Connection connection, String table, long study)
            throws SQLException {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT \"key\", value_json FROM " + table + " WHERE study_id = " + study + " ORDER BY 1")) {
            while (row.next()) {
                attributes.put(row.getString(1), OptunaJson.value(row.getString(2)));
            }
        }
        return attributes;
    }

    private static List<String> names(Connection connection) throws SQLException {
        return strings(connection, "SELECT study_name FROM studies ORDER BY study_id");
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
