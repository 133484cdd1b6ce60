package io.trialog.internal.projection.sqlite;

import io.trialog.internal.json.JsonText;
import io.trialog.space.Condition;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the rows about the study as a whole. They are few, so they are written anew each time. */
final class StudyRows {

    private static final List<String> TABLES =
            List.of("studies", "study_directions", "study_user_attributes", "study_system_attributes", "trialog_study");

    private StudyRows() {}

    static void write(Connection connection, StudyView view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
        Settings settings = view.settings();
        insert(connection, "INSERT INTO studies VALUES (?, ?)", TrialRows.STUDY, settings.name());
        for (int i = 0; i < settings.directions().size(); i++) {
            insert(
                    connection,
                    "INSERT INTO study_directions VALUES (?, ?, ?, ?)",
                    i + 1,
                    settings.directions().get(i).name(),
                    TrialRows.STUDY,
                    i);
        }
        attributes(connection, "study_user_attributes", view.userAttributes());
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("study:metric_names", settings.metrics());
        names.put("dashboard:objective_names", settings.metrics());
        attributes(connection, "study_system_attributes", names);
        for (Map.Entry<String, @Nullable Object> setting : ours(settings).entrySet()) {
            insert(
                    connection,
                    "INSERT INTO trialog_study VALUES (?, ?)",
                    setting.getKey(),
                    JsonText.python(setting.getValue()));
        }
    }

    private static void attributes(Connection connection, String table, Map<String, @Nullable Object> attributes)
            throws SQLException {
        int place = 0;
        for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
            place++;
            insert(
                    connection,
                    "INSERT INTO " + table + " VALUES (?, ?, ?, ?)",
                    place,
                    TrialRows.STUDY,
                    attribute.getKey(),
                    JsonText.python(attribute.getValue()));
        }
    }

    private static Map<String, @Nullable Object> ours(Settings settings) {
        Map<String, @Nullable Object> ours = new LinkedHashMap<>();
        ours.put("seed", settings.seed());
        ours.put("sampler", settings.sampler());
        ours.put("pruner", settings.pruner());
        ours.put("objective", settings.objective());
        ours.put("executor", settings.executor());
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Parameter parameter : settings.space().parameters()) {
            Condition when = parameter.when();
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", parameter.name());
            one.put("distribution", OptunaDistributions.originalAttributes(parameter.distribution()));
            one.put("when", when == null ? null : when.parents());
            parameters.add(one);
        }
        ours.put("parameters", parameters);
        if (!settings.space().pairings().isEmpty()) {
            ours.put("paired", paired(settings.space().pairings()));
        }
        return ours;
    }

    private static List<@Nullable Object> paired(List<Pairing> pairings) {
        List<@Nullable Object> groups = new ArrayList<>();
        for (Pairing pairing : pairings) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("group", pairing.group());
            one.put("members", pairing.members());
            one.put("rows", pairing.rows());
            groups.add(one);
        }
        return groups;
    }

    private static void insert(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (Batch one = new Batch(connection, sql)) {
            one.row(values);
            one.flush();
        }
    }
}
