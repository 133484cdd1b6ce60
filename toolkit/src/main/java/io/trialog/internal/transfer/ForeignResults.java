package io.trialog.internal.transfer;

import io.trialog.exception.RefusedException;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results from elsewhere, as a study is asked to add them.
 *
 * @param rows one map per result: {@code source}, {@code params}, {@code values}, {@code metrics} and {@code attributes}
 * @param passedOver how many rows have no result
 */
public record ForeignResults(List<Map<String, @Nullable Object>> rows, int passedOver) {

    /** Columns of Trialog's and Optuna's own tables that are no result. */
    private static final Set<String> OWN = Set.of(
            "number",
            "state",
            "datetime_start",
            "datetime_complete",
            "duration",
            "duration_seconds",
            "attempts",
            "error",
            "queue_seconds",
            "run_seconds",
            "gpu_hours");

    /**
     * Reads a table: a column per parameter, by its name or as {@code params_NAME}, and one per objective. Other columns of numbers become
     * metrics, and other texts become attributes.
     *
     * @param file a file of comma-separated values with a header
     * @param settings those of the study that the results are for
     * @param metrics the columns of the objectives, or an empty list for their own names
     * @throws RefusedException if it can't be read, or lacks an objective
     */
    public static ForeignResults ofTable(Path file, Settings settings, List<String> metrics) {
        CsvTable table = CsvTable.read(file);
        List<String> objectives = objectives(table, file, settings, metrics);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            List<Double> values = values(row, objectives);
            boolean isComplete = row.cells().getOrDefault("state", "COMPLETE").equals("COMPLETE");
            if (isComplete && values.size() == objectives.size()) {
                rows.add(row(file.getFileName() + ", line " + row.line(), row.cells(), values, objectives, settings));
            }
        }
        return new ForeignResults(rows, table.rows().size() - rows.size());
    }

    private static List<String> objectives(CsvTable table, Path file, Settings settings, List<String> metrics) {
        List<String> wanted = metrics.isEmpty() ? settings.metrics() : metrics;
        if (wanted.size() != settings.metrics().size()) {
            throw new RefusedException("The study has " + settings.metrics().size()
                    + " objectives, so that --metric must name as many columns, but names " + wanted + ".");
        }
        return wanted.stream()
                .map(name -> column(table, file, name, wanted.size()))
                .toList();
    }

    private static String column(CsvTable table, Path file, String name, int objectives) {
        List<String> known = List.of(name, "values_" + name, "metrics_" + name, objectives == 1 ? "value" : name);
        for (String column : known) {
            if (table.columns().contains(column)) {
                return column;
            }
        }
        throw new RefusedException("The table " + file + " must have a column '" + name + "', but has only "
                + table.columns() + "." + Nearest.maybe(name, table.columns()));
    }

    private static List<Double> values(CsvTable.Row row, List<String> objectives) {
        List<Double> values = new ArrayList<>();
        for (String column : objectives) {
            Double value = WordValue.number(row.cells().getOrDefault(column, ""));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static Map<String, @Nullable Object> row(
            String source, Map<String, String> cells, List<Double> values, List<String> objectives, Settings settings) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        Map<String, @Nullable Object> metrics = new LinkedHashMap<>();
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(objectives);
        for (Parameter parameter : settings.space().parameters()) {
            String column =
                    cells.containsKey("params_" + parameter.name()) ? "params_" + parameter.name() : parameter.name();
            if (cells.containsKey(column)) {
                params.put(parameter.name(), WordValue.of(cells.get(column), parameter));
                taken.add(column);
            }
        }
        cells.forEach((column, cell) -> {
            if (taken.contains(column) || OWN.contains(column)) {
                return;
            } else if (column.startsWith("params_")) {
                params.put(column.substring("params_".length()), WordValue.of(cell, null));
                return;
            }
            Double number = WordValue.number(cell);
            String name = column.replaceFirst("^(metrics|user_attrs)_", "");
            if (number != null && !column.startsWith("user_attrs_")) {
                metrics.put(name, number);
            } else {
                attributes.put(name, WordValue.of(cell, null));
            }
        });
        return result(source, params, values, metrics, attributes);
    }

    /**
     * Takes the COMPLETE trials of another study that are not void.
     *
     * @param from the other study
     * @param settings those of the study that the results are for
     * @param metrics which metrics of the other study are the objectives, or an empty list for those of the same names
     */
    public static ForeignResults ofStudy(StudyView from, Settings settings, List<String> metrics) {
        List<String> wanted = metrics.isEmpty() ? settings.metrics() : metrics;
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        int passedOver = 0;
        for (TrialRecord trial : from.trials()) {
            List<Double> values = new ArrayList<>();
            for (String metric : wanted) {
                Double value = trial.metrics().get(metric);
                if (value != null && !value.isNaN()) {
                    values.add(value);
                }
            }
            if (trial.state() != TrialState.COMPLETE
                    || from.isVoided(trial.number())
                    || values.size() != wanted.size()) {
                passedOver++;
                continue;
            }
            Map<String, @Nullable Object> others = new LinkedHashMap<>(trial.metrics());
            wanted.forEach(others::remove);
            String source = "study " + from.settings().name() + ", trial " + trial.number();
            rows.add(result(source, trial.params(), values, others, trial.userAttributes()));
        }
        return new ForeignResults(rows, passedOver);
    }

    /** Takes one result that was typed. */
    public static ForeignResults typed(Map<String, @Nullable Object> params, List<Double> values) {
        return new ForeignResults(List.of(result("the command line", params, values, Map.of(), Map.of())), 0);
    }

    private static Map<String, @Nullable Object> result(
            String source,
            Map<String, @Nullable Object> params,
            List<Double> values,
            Map<String, @Nullable Object> metrics,
            Map<String, @Nullable Object> attributes) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("source", source);
        result.put("params", params);
        result.put("values", values);
        result.put("metrics", metrics);
        result.put("attributes", attributes);
        return result;
    }
}
