package io.trialog.internal.projection.files;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.space.Parameter;
import io.trialog.status.StudyUsage;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Trials as lines of CSV under a fixed header. Columns are named as in Optuna's data frames: {@code number}, {@code state},
 * {@code value} (or {@code values_NAME} for several objectives), {@code params_NAME}, {@code datetime_start} and
 * {@code datetime_complete} (ISO 8601, UTC); then {@code duration_seconds}, {@code attempts}, {@code error}, for a study on
 * a cluster {@code queue_seconds}, {@code run_seconds} and {@code gpu_hours} of all attempts together, and on demand
 * {@code metrics_NAME}, {@code constraints_NAME} (at most 0 if kept) and {@code user_attrs_NAME}. What a trial does not have is an empty cell. A voided trial's state is
 * {@code VOIDED}.
 */
final class ResultsTable {

    private final List<String> parameters;
    private final Collection<String> metrics;
    private final Collection<String> constraints;
    private final Collection<String> attributes;
    private final boolean onCluster;
    private final UnaryOperator<String> texts;
    private final String header;
    private final IdentityHashMap<Shape, int[]> places = new IdentityHashMap<>();

    private ResultsTable(
            Settings settings,
            List<String> parameters,
            Collection<String> metrics,
            Collection<String> constraints,
            Collection<String> attributes,
            UnaryOperator<String> texts) {
        this.texts = texts;
        this.parameters = parameters;
        this.metrics = metrics;
        this.constraints = constraints;
        this.attributes = attributes;
        this.onCluster =
                ExecutorCatalogue.installed().traits(settings.executor()).onCluster();
        this.header = header(settings);
    }

    /** The columns that every trial has, and the given parameters. */
    static ResultsTable of(Settings settings, Collection<String> parameters) {
        return new ResultsTable(settings, List.copyOf(parameters), List.of(), List.of(), List.of(), CsvText::text);
    }

    /** Every column that any of the trials needs; texts are written in a form of one's own. */
    static ResultsTable ofEverything(StudyView view, UnaryOperator<String> texts) {
        Set<String> parameters = declared(view.settings());
        Set<String> metrics = new TreeSet<>();
        Set<String> constraints = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        for (TrialRecord trial : view.trials()) {
            parameters.addAll(trial.shape().names());
            metrics.addAll(trial.metrics().keySet());
            constraints.addAll(trial.constraints().keySet());
            attributes.addAll(trial.userAttributes().keySet());
        }
        metrics.removeAll(view.settings().metrics());
        return new ResultsTable(view.settings(), List.copyOf(parameters), metrics, constraints, attributes, texts);
    }

    /** The names of the declared parameters, in their order. */
    static Set<String> declared(Settings settings) {
        Set<String> names = new LinkedHashSet<>();
        for (Parameter parameter : settings.space().parameters()) {
            names.add(parameter.name());
        }
        return names;
    }

    String header() {
        return header;
    }

    private String header(Settings settings) {
        List<String> names = new ArrayList<>(List.of("number", "state"));
        if (settings.metrics().size() == 1) {
            names.add("value");
        } else {
            settings.metrics().forEach(metric -> names.add("values_" + metric));
        }
        parameters.forEach(parameter -> names.add("params_" + parameter));
        names.addAll(List.of("datetime_start", "datetime_complete", "duration_seconds", "attempts", "error"));
        if (onCluster) {
            names.addAll(List.of("queue_seconds", "run_seconds", "gpu_hours"));
        }
        metrics.forEach(metric -> names.add("metrics_" + metric));
        constraints.forEach(constraint -> names.add("constraints_" + constraint));
        attributes.forEach(attribute -> names.add("user_attrs_" + attribute));
        return CsvText.line(names.stream().map(texts));
    }

    String line(StudyView view, TrialRecord trial) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(trial.number()));
        cells.add(view.isVoided(trial.number()) ? "VOIDED" : trial.state().name());
        for (int i = 0; i < view.settings().metrics().size(); i++) {
            cells.add(i < trial.values().size() ? CsvText.number(trial.values().get(i)) : "");
        }
        addParameters(trial, cells);
        cells.add(instant(trial.startedAt()));
        cells.add(instant(trial.completedAt()));
        cells.add(seconds(trial));
        cells.add(String.valueOf(trial.attempt()));
        cells.add(trial.error() == null ? "" : texts.apply(trial.error()));
        if (onCluster) {
            jobs(trial, cells);
        }
        numbers(metrics, trial.metrics(), cells);
        numbers(constraints, trial.constraints(), cells);
        for (String attribute : attributes) {
            boolean has = trial.userAttributes().containsKey(attribute);
            cells.add(has ? CsvText.cell(trial.userAttributes().get(attribute), texts) : "");
        }
        return CsvText.line(cells.stream());
    }

    private static void numbers(Collection<String> names, Map<String, Double> values, List<String> cells) {
        for (String name : names) {
            Double value = values.get(name);
            cells.add(value == null ? "" : CsvText.number(value));
        }
    }

    private static void jobs(TrialRecord trial, List<String> cells) {
        StudyUsage.Spent spent = StudyUsage.of(trial, Instant.EPOCH);
        boolean none = spent.jobs() == 0;
        cells.add(none ? "" : CsvText.number(spent.queueSeconds()));
        cells.add(none ? "" : CsvText.number(spent.runSeconds()));
        cells.add(none ? "" : CsvText.number(spent.gpuHours()));
    }

    private void addParameters(TrialRecord trial, List<String> cells) {
        int[] place = places.computeIfAbsent(
                trial.shape(),
                shape -> parameters.stream().mapToInt(shape::indexOf).toArray());
        for (int i : place) {
            cells.add(
                    i < 0
                            ? ""
                            : CsvText.cell(
                                    trial.shape().distributions().get(i).toExternal(trial.internals()[i]), texts));
        }
    }

    private static String instant(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    /** How long the trial took from being asked for to being told, or an empty text. */
    static String seconds(TrialRecord trial) {
        if (trial.startedAt() == null || trial.completedAt() == null) {
            return "";
        }
        return CsvText.number(
                Duration.between(trial.startedAt(), trial.completedAt()).toMillis() / 1e3);
    }
}
