package io.trialog.study;

import io.trialog.internal.format.Columns;
import io.trialog.internal.format.NaturalOrder;
import io.trialog.internal.format.Texts;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trials side by side: how they ended, and in which parameters they differ. Immutable.
 *
 * @param view the study
 * @param trials the trials, in the order in which they were named
 * @param rows what there is to compare, the parameters after the results, each by the natural order of their names
 */
public record TrialComparison(StudyView view, List<TrialRecord> trials, List<Row> rows) {

    /** What a row is about. */
    public enum Subject {
        /** State, values, time. */
        RESULT,
        /** A parameter. */
        PARAMETER,
        /** A metric that is not an objective. */
        METRIC
    }

    /**
     * One thing of all trials.
     *
     * @param subject what it is about
     * @param name its name
     * @param cells a text per trial; empty where a trial has nothing of the kind
     * @param difference of two trials, the first from the second: {@code +0.5}, or {@code x 3.2} on a logarithmic scale; empty
     *     for what is no number, and for more trials
     */
    public record Row(Subject subject, String name, List<String> cells, String difference) {

        /**
         * Copies the list.
         *
         * @param subject what it is about
         * @param name its name
         * @param cells a text per trial
         * @param difference the difference of two trials, or an empty text
         */
        public Row {
            cells = List.copyOf(cells);
        }

        /** {@return whether the trials differ in it} */
        public boolean differs() {
            return cells.stream().distinct().count() > 1;
        }
    }

    /**
     * Copies the lists.
     *
     * @param view the study
     * @param trials the trials
     * @param rows what there is to compare
     */
    public TrialComparison {
        trials = List.copyOf(trials);
        rows = List.copyOf(rows);
    }

    /**
     * Compares trials of one study.
     *
     * @param view the study
     * @param trials two trials or more
     * @return the comparison
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static TrialComparison of(StudyView view, List<TrialRecord> trials) {
        if (trials.size() < 2) {
            throw new IllegalArgumentException("A comparison must be of at least two trials, but is of "
                    + Texts.count(trials.size(), "trial") + ".\nMaybe compare(41, 33).");
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row(Subject.RESULT, "state", trials, trial -> trial.state().name()));
        List<String> metrics = view.settings().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            int objective = i;
            rows.add(row(Subject.RESULT, metrics.get(i), trials, trial -> value(trial, objective)));
        }
        rows.add(row(Subject.RESULT, "seconds", trials, TrialComparison::seconds));
        rows.add(row(Subject.RESULT, "attempt", trials, trial -> Math.max(1, trial.attempt())));
        names(trials, trial -> trial.shape().names()).forEach(name -> rows.add(parameter(name, trials)));
        Set<String> further = names(trials, trial -> trial.metrics().keySet());
        further.removeAll(metrics);
        further.forEach(name -> rows.add(
                row(Subject.METRIC, name, trials, trial -> trial.metrics().get(name))));
        rows.removeIf(row -> row.cells().stream().allMatch(String::isEmpty));
        return new TrialComparison(view, trials, rows);
    }

    private static @Nullable Object value(TrialRecord trial, int objective) {
        return objective < trial.values().size() ? trial.values().get(objective) : null;
    }

    private static @Nullable Object seconds(TrialRecord trial) {
        return trial.startedAt() == null || trial.completedAt() == null
                ? null
                : Duration.between(trial.startedAt(), trial.completedAt()).toMillis() / 1e3;
    }

    private static Set<String> names(List<TrialRecord> trials, Function<TrialRecord, Iterable<String>> named) {
        Set<String> names = new TreeSet<>(NaturalOrder.INSTANCE);
        trials.forEach(trial -> named.apply(trial).forEach(names::add));
        return names;
    }

    private static Row parameter(String name, List<TrialRecord> trials) {
        boolean isLog = trials.stream().anyMatch(trial -> isLog(trial.distribution(name)));
        List<Map<String, @Nullable Object>> params =
                trials.stream().map(TrialRecord::params).toList();
        return row(
                Subject.PARAMETER,
                name,
                params.stream().map(each -> each.get(name)).collect(Collectors.toList()),
                isLog);
    }

    private static boolean isLog(@Nullable Distribution distribution) {
        return distribution instanceof FloatDistribution f && f.log()
                || distribution instanceof IntDistribution i && i.log()
                || distribution instanceof NormalDistribution n && n.log();
    }

    private static Row row(
            Subject subject, String name, List<TrialRecord> trials, Function<TrialRecord, @Nullable Object> of) {
        List<@Nullable Object> values = new ArrayList<>();
        trials.forEach(trial -> values.add(of.apply(trial)));
        return row(subject, name, values, false);
    }

    /** Real numbers get as many digits as tell them apart. */
    private static Row row(Subject subject, String name, List<@Nullable Object> values, boolean isLog) {
        int digits = NumberText.digits(values.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .toArray());
        List<String> cells = new ArrayList<>();
        for (Object value : values) {
            cells.add(value == null ? "" : value instanceof Double d ? NumberText.of(d, digits) : line(value));
        }
        return new Row(subject, name, cells, difference(values, isLog));
    }

    private static String line(Object value) {
        return value.toString().strip().replace("\n", " ↵ ");
    }

    private static String difference(List<@Nullable Object> values, boolean isLog) {
        if (values.size() != 2 || !(values.get(0) instanceof Number a) || !(values.get(1) instanceof Number b)) {
            return "";
        }
        double mine = a.doubleValue();
        double other = b.doubleValue();
        if (mine == other || !Double.isFinite(mine - other)) {
            return "";
        }
        return isLog && other > 0
                ? "x " + NumberText.of(mine / other, 3)
                : (mine > other ? "+" : "") + NumberText.of(mine - other, 3);
    }

    /** {@return the rows in which the trials differ} */
    public List<Row> differences() {
        return rows.stream().filter(Row::differs).toList();
    }

    /**
     * Returns what is the same in all trials.
     *
     * @return names and values, in order
     */
    public Map<String, String> same() {
        Map<String, String> same = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.differs())
                .forEach(row -> same.put(row.name(), row.cells().get(0)));
        return same;
    }

    /**
     * Says in a sentence which of the trials is best.
     *
     * @return the sentence; empty if fewer than two are complete, or no one is better than all others
     */
    public String verdict() {
        if (view.settings().metrics().size() > 1) {
            return "";
        }
        Direction direction = view.settings().direction();
        List<TrialRecord> complete = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        Set<Integer> best = new LinkedHashSet<>();
        for (TrialRecord trial : complete) {
            if (complete.stream().noneMatch(other -> direction.better(other.value(), trial.value()))) {
                best.add(trial.number());
            }
        }
        if (complete.size() < 2 || best.size() != 1) {
            return "";
        }
        TrialRecord winner = complete.stream()
                .filter(trial -> best.contains(trial.number()))
                .findFirst()
                .orElseThrow();
        return "Trial " + winner.number() + " is better by "
                + NumberText.of(
                        complete.stream()
                                .filter(trial -> trial.number() != winner.number())
                                .mapToDouble(trial -> Math.abs(trial.value() - winner.value()))
                                .min()
                                .orElse(0),
                        3)
                + " in " + view.settings().metric() + ".";
    }

    /** A table with a column per trial, and what is the same in all of them in a line below. */
    @Override
    public String toString() {
        List<List<String>> table = new ArrayList<>();
        boolean isOfTwo = trials.size() == 2;
        List<String> head = new ArrayList<>(List.of(""));
        trials.forEach(trial -> head.add("trial " + trial.number()));
        head.add(isOfTwo ? "difference" : "");
        table.add(head);
        for (Row row : differences()) {
            List<String> line = new ArrayList<>(List.of(row.name()));
            line.addAll(row.cells());
            line.add(row.difference());
            table.add(line);
        }
        String same = same().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        return Columns.aligned(table)
                + (same.isEmpty() ? "" : "\nthe same in all: " + same)
                + (verdict().isEmpty() ? "" : "\n" + verdict());
    }
}
