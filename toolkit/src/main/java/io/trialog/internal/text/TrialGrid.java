package io.trialog.internal.text;

import io.trialog.internal.format.NaturalOrder;
import io.trialog.internal.format.Texts;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a table of trials: a row per trial, a column per thing that differs. Parameters stand in the natural order of
 * their names; one that has the same value in all rows is no column but a {@linkplain #constants() constant}. Immutable.
 */
public final class TrialGrid {

    private final List<Column> columns;
    private final Map<String, String> constants;
    private final int parameters;
    private final int leftOut;

    /**
     * One column.
     *
     * @param title the heading
     * @param isNumeric whether the cells are numbers, which stand at the right
     * @param cells a text per row; empty where a trial has nothing to say
     */
    public record Column(String title, boolean isNumeric, List<String> cells) {}

    private TrialGrid(List<Column> columns, Map<String, String> constants, int parameters, int leftOut) {
        this.columns = List.copyOf(columns);
        this.constants = constants;
        this.parameters = parameters;
        this.leftOut = leftOut;
    }

    /**
     * Returns the cells of a table.
     *
     * @param trials a row each, in this order
     * @param objectives the titles of the values
     * @param best the numbers of the best trials, which are marked
     * @param mostParameters how many parameters are columns; what is left out is counted
     */
    public static TrialGrid of(
            List<TrialRecord> trials, List<String> objectives, Set<Integer> best, int mostParameters) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("trial", true, cells(trials, trial -> Integer.toString(trial.number()))));
        columns.add(new Column(
                "state", false, cells(trials, trial -> trial.state().name() + mark(trial, best))));
        for (int i = 0; i < objectives.size(); i++) {
            int objective = i;
            columns.add(column(
                    objectives.get(i),
                    trials,
                    trial -> objective < trial.values().size() ? trial.values().get(objective) : null));
        }
        Map<String, String> constants = new LinkedHashMap<>();
        List<Column> parameters = parameters(trials, constants);
        columns.addAll(parameters.subList(0, Math.min(mostParameters, parameters.size())));
        addIfAny(columns, new Column("seconds", true, cells(trials, TrialGrid::seconds)));
        addIfAny(columns, new Column("error", false, cells(trials, TrialGrid::error)));
        return new TrialGrid(columns, constants, parameters.size(), Math.max(0, parameters.size() - mostParameters));
    }

    private static String mark(TrialRecord trial, Set<Integer> best) {
        boolean isOut = trial.state() == TrialState.COMPLETE && !trial.isFeasible();
        return best.contains(trial.number()) ? " (best)" : isOut ? " (not feasible)" : "";
    }

    private static List<Column> parameters(List<TrialRecord> trials, Map<String, String> constants) {
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(trial -> names.addAll(trial.shape().names()));
        Set<String> ordered = new TreeSet<>(NaturalOrder.INSTANCE);
        ordered.addAll(names);
        List<Column> columns = new ArrayList<>();
        List<Map<String, @Nullable Object>> rows =
                trials.stream().map(TrialRecord::params).toList();
        for (String name : ordered) {
            Object first = rows.get(0).get(name);
            boolean same = rows.size() > 1
                    && rows.stream().allMatch(row -> row.containsKey(name) && Objects.equals(row.get(name), first));
            if (same) {
                constants.put(name, Texts.value(first));
            } else {
                columns.add(column(name, rows, row -> row.get(name)));
            }
        }
        return columns;
    }

    /** Real numbers get as many digits as tell them apart; other values stand as they are, in one line. */
    private static <T> Column column(String title, List<T> rows, Function<T, @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(value.apply(row)));
        double[] reals = values.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .toArray();
        int digits = NumberText.digits(reals);
        List<String> cells = new ArrayList<>();
        for (Object each : values) {
            cells.add(each == null ? "" : each instanceof Double d ? NumberText.of(d, digits) : line(each.toString()));
        }
        return new Column(title, values.stream().anyMatch(Number.class::isInstance), cells);
    }

    private static <T> List<String> cells(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toList();
    }

    private static void addIfAny(List<Column> columns, Column column) {
        if (column.cells().stream().anyMatch(cell -> !cell.isEmpty())) {
            columns.add(column);
        }
    }

    private static String seconds(TrialRecord trial) {
        return trial.startedAt() == null || trial.completedAt() == null
                ? ""
                : NumberText.of(
                        Duration.between(trial.startedAt(), trial.completedAt()).toMillis() / 1e3, 3);
    }

    private static String error(TrialRecord trial) {
        return trial.state() == TrialState.FAIL && trial.error() != null ? line(trial.error()) : "";
    }

    private static String line(String text) {
        return text.strip().replace("\n", " ↵ ");
    }

    /** The columns, from the left. */
    public List<Column> columns() {
        return columns;
    }

    /** How many rows there are. */
    public int rows() {
        return columns.get(0).cells().size();
    }

    /** The names and values of parameters that are the same in all rows, in natural order. */
    public Map<String, String> constants() {
        return constants;
    }

    /** How many parameters differ between the rows. */
    public int parameters() {
        return parameters;
    }

    /** How many of these have no column. */
    public int leftOut() {
        return leftOut;
    }

    /** For example {@code the same in all rows: epochs=10, seed=1}; empty if nothing is. */
    public String constantsText() {
        StringBuilder text = new StringBuilder();
        constants.forEach((name, value) ->
                text.append(text.isEmpty() ? "the same in all rows: " : ", ").append(name + "=" + value));
        return text.toString();
    }
}
