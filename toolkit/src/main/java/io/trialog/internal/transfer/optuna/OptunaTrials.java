package io.trialog.internal.transfer.optuna;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.projection.sqlite.OptunaConstraints;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.trial.TrialState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the trials of one study, a table at a time. */
final class OptunaTrials {

    private final Connection connection;
    private final long study;
    private final ZoneId zone;
    private final OptunaDistributionParser distributions = new OptunaDistributionParser();
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();

    OptunaTrials(Connection connection, long study, ZoneId zone) {
        this.connection = connection;
        this.study = study;
        this.zone = zone;
    }

    /** What is known of a trial so far. */
    private static final class Draft {
        private final TrialState state;
        private final @Nullable Instant start;
        private final @Nullable Instant complete;
        private final List<Double> values = new ArrayList<>();
        private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
        private final Map<String, Distribution> distributions = new LinkedHashMap<>();
        private final Map<Long, Double> intermediate = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> user = new LinkedHashMap<>();
        private final Map<String, Double> constraints = new LinkedHashMap<>();
        private final List<Double> numbered = new ArrayList<>();

        Draft(TrialState state, @Nullable Instant start, @Nullable Instant complete) {
            this.state = state;
            this.start = start;
            this.complete = complete;
        }

        ImportedStudy.ImportedTrial trial(int number) {
            return new ImportedStudy.ImportedTrial(
                    number,
                    state,
                    List.copyOf(values),
                    params,
                    distributions,
                    intermediate,
                    fixed,
                    user,
                    allConstraints(),
                    start,
                    complete);
        }

        /** The list names its elements 0, 1, ...; Trialog writes it beside the names for dashboards, and then it says nothing new. */
        private Map<String, Double> allConstraints() {
            Map<String, Double> all = new LinkedHashMap<>();
            if (!numbered.equals(OptunaConstraints.inOrder(constraints))) {
                for (int i = 0; i < numbered.size(); i++) {
                    all.put(String.valueOf(i), numbered.get(i));
                }
            }
            all.putAll(constraints);
            return all;
        }
    }

    /** The trials by number: numbers follow the keys, as in Optuna. */
    List<ImportedStudy.ImportedTrial> read() throws SQLException {
        each(
                "SELECT trial_id, state, datetime_start, datetime_complete FROM trials WHERE study_id = " + study
                        + " ORDER BY trial_id",
                row -> drafts.put(
                        row.getLong(1),
                        new Draft(
                                TrialState.valueOf(row.getString(2)),
                                instant(row.getString(3)),
                                instant(row.getString(4)))));
        children(
                "trial_values",
                "value, value_type",
                "objective",
                (draft, row) -> draft.values.add(number(row.getObject(2), row.getString(3))));
        children("trial_params", "param_name, param_value, distribution_json", "param_id", this::param);
        children(
                "trial_intermediate_values",
                "step, intermediate_value, intermediate_value_type",
                "trial_intermediate_value_id",
                (draft, row) -> draft.intermediate.put(row.getLong(2), number(row.getObject(3), row.getString(4))));
        children("trial_user_attributes", "\"key\", value_json", "trial_user_attribute_id", OptunaTrials::user);
        children("trial_system_attributes", "\"key\", value_json", "trial_system_attribute_id", OptunaTrials::system);
        List<ImportedStudy.ImportedTrial> trials = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            trials.add(draft.trial(trials.size()));
        }
        return trials;
    }

    /** What Trialog wrote for Optuna's eyes is known from the rest of the file. */
    private static void user(Draft draft, ResultSet row) throws SQLException {
        String key = row.getString(2);
        if (!key.startsWith("trialog:")) {
            draft.user.put(key, OptunaJson.value(row.getString(3)));
        }
    }

    private void param(Draft draft, ResultSet row) throws SQLException {
        String name = row.getString(2);
        if (!(row.getObject(3) instanceof Number number)) {
            throw new ProjectionException("The parameter '" + name + "' of the trial with key " + row.getLong(1)
                    + " must be a number in the database, but is " + row.getObject(3) + ".");
        }
        double internal = number.doubleValue();
        Distribution distribution = distributions.parse(row.getString(4));
        draft.params.put(
                name,
                distribution instanceof CategoricalDistribution categorical
                        ? choice(categorical, name, row.getLong(1), internal)
                        : distribution.toExternal(internal));
        draft.distributions.put(name, distribution);
    }

    private static @Nullable Object choice(
            CategoricalDistribution distribution, String name, long key, double internal) {
        List<@Nullable Object> choices =
                distribution.listed().isEmpty() ? distribution.choices() : distribution.listed();
        if (internal < 0 || internal >= choices.size()) {
            throw new ProjectionException("The parameter '" + name + "' of the trial with key " + key
                    + " must be one of the " + choices.size() + " choices, but is number " + internal + ".");
        }
        return choices.get((int) internal);
    }

    /** Constraints come as a list (up to Optuna 4) or one by one; what samplers and tools keep for themselves is left out. */
    private static void system(Draft draft, ResultSet row) throws SQLException {
        String key = row.getString(2);
        boolean named = key.startsWith(OptunaConstraints.NAMED);
        if (!key.equals("fixed_params") && !key.equals(OptunaConstraints.LIST) && !named) {
            return;
        }
        Object value = OptunaJson.value(row.getString(3));
        if (key.equals("fixed_params") && value instanceof Map<?, ?> map) {
            map.forEach((name, fixed) -> draft.fixed.put(String.valueOf(name), fixed));
        } else if (named && value instanceof Number number) {
            draft.constraints.put(key.substring(OptunaConstraints.NAMED.length()), number.doubleValue());
        } else if (value instanceof List<?> list) {
            list.forEach(element -> draft.numbered.add(element instanceof Number n ? n.doubleValue() : Double.NaN));
        }
    }

    /** What is no number in the database, is none here. */
    private static double number(@Nullable Object value, @Nullable String type) {
        return switch (String.valueOf(type)) {
            case "INF_POS" -> Double.POSITIVE_INFINITY;
            case "INF_NEG" -> Double.NEGATIVE_INFINITY;
            case "NAN" -> Double.NaN;
            default -> value instanceof Number number ? number.doubleValue() : Double.NaN;
        };
    }

    private @Nullable Instant instant(@Nullable String text) {
        return text == null
                ? null
                : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private interface Child {
        void take(Draft draft, ResultSet row) throws SQLException;
    }

    private void children(String table, String columns, String order, Child child) throws SQLException {
        String sql = "SELECT trial_id, " + columns + " FROM " + table + " WHERE trial_id IN"
                + " (SELECT trial_id FROM trials WHERE study_id = " + study + ") ORDER BY trial_id, " + order;
        each(sql, row -> child.take(Objects.requireNonNull(drafts.get(row.getLong(1))), row));
    }

    private void each(String sql, Row rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.take(row);
            }
        }
    }
}
