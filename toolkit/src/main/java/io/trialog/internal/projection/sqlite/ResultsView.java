package io.trialog.internal.projection.sqlite;

import io.trialog.space.Parameter;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The view {@code trialog_results}: one row per trial, with one column per objective and one per parameter, in the values that users know.
 */
final class ResultsView {

    /** SQLite takes 2,000 columns of a view. */
    private static final int MOST = 1_900;

    private static final String HEAD = "CREATE VIEW trialog_results AS SELECT t.number AS trial, r.state AS state";
    private static final List<String> FIXED = List.of("trial", "state", "attempts", "started", "completed", "error");
    private static final String TAIL =
            ", r.attempt AS attempts, t.datetime_start AS started, t.datetime_complete AS completed,"
                    + " r.error AS error FROM trials t JOIN trialog_trials r ON r.trial_id = t.trial_id"
                    + " WHERE r.voided = 0 ORDER BY t.number";

    private ResultsView() {}

    /** Makes the view, or replaces one with other columns. */
    static void write(Connection connection, StudyView view) throws SQLException {
        String wanted = sql(view);
        try (Statement statement = connection.createStatement()) {
            String present = "";
            try (ResultSet row =
                    statement.executeQuery("SELECT sql FROM sqlite_master WHERE name = 'trialog_results'")) {
                if (row.next()) {
                    present = row.getString(1);
                }
            }
            if (!wanted.equals(present)) {
                statement.executeUpdate("DROP VIEW IF EXISTS trialog_results");
                statement.executeUpdate(wanted);
            }
        }
    }

    private static String sql(StudyView view) {
        StringBuilder sql = new StringBuilder(HEAD);
        Set<String> taken = new HashSet<>(FIXED);
        List<String> metrics = view.settings().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            sql.append(
                            ", (SELECT CASE v.value_type WHEN 'INF_POS' THEN 9e999 WHEN 'INF_NEG' THEN -9e999 ELSE v.value END"
                                    + " FROM trial_values v WHERE v.trial_id = t.trial_id AND v.objective = ")
                    .append(i)
                    .append(") AS ")
                    .append(column(metrics.get(i), "values_", taken));
        }
        parameters(view).stream()
                .limit(MOST)
                .forEach(name -> sql.append(", (SELECT ")
                        .append(value())
                        .append(" FROM trial_params p WHERE p.trial_id = t.trial_id AND p.param_name = ")
                        .append(text(name))
                        .append(") AS ")
                        .append(column(name, "params_", taken)));
        return sql.append(TAIL).toString();
    }

    /** A choice stands in its distribution, and the row holds its place. */
    private static String value() {
        String choice = "'$.attributes.choices[' || CAST(p.param_value AS INTEGER) || ']'";
        return "CASE json_extract(p.distribution_json, '$.name')"
                + " WHEN 'CategoricalDistribution' THEN CASE json_type(p.distribution_json, " + choice + ")"
                + " WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE json_extract(p.distribution_json, " + choice
                + ") END WHEN 'IntDistribution' THEN CAST(p.param_value AS INTEGER) ELSE p.param_value END";
    }

    private static Set<String> parameters(StudyView view) {
        Set<String> names = new LinkedHashSet<>();
        view.settings().space().parameters().stream().map(Parameter::name).forEach(names::add);
        Set<Shape> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TrialRecord trial : view.trials()) {
            if (seen.add(trial.shape())) {
                names.addAll(trial.shape().names());
            }
        }
        return names;
    }

    /** SQLite does not tell names apart by case. */
    private static String column(String name, String prefix, Set<String> taken) {
        String column = taken.add(name.toLowerCase(Locale.ROOT)) ? name : prefix + name;
        while (!column.equals(name) && !taken.add(column.toLowerCase(Locale.ROOT))) {
            column = column + "_";
        }
        return '"' + column.replace("\"", "\"\"").replace("\0", "") + '"';
    }

    private static String text(String name) {
        return "'" + name.replace("'", "''").replace("\0", "") + "'";
    }
}
