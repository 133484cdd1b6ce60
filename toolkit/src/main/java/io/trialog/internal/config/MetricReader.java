package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.study.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code metric} and {@code metrics}. */
final class MetricReader {

    private static final List<String> KEYS = List.of("name", "goal", "target", "impute", "impute_while_running");
    private static final List<String> GOALS = List.of("minimize", "maximize", "minimise", "maximise");

    /** The samplers that do not look at results. */
    private static final List<String> INDIFFERENT = List.of("grid", "random");

    private final Notes notes;
    private final boolean isSweep;
    private final List<String> names = new ArrayList<>();
    private final List<Direction> directions = new ArrayList<>();
    private @Nullable Double target;
    private boolean success;

    /**
     * @param isSweep whether the file is a sweep, which runs a program
     */
    MetricReader(Notes notes, boolean isSweep) {
        this.notes = notes;
        this.isSweep = isSweep;
    }

    /** Reads the objectives of the file. */
    void read(Fields file) {
        file.notBoth("metric", "metrics");
        if (file.has("metrics")) {
            YamlValues.list(file.need("metrics"), "metrics").forEach(item -> metric(item, "metrics"));
        } else if (file.has("metric") && file.need("metric") instanceof Item.Sequence) {
            YamlValues.list(file.need("metric"), "metric").forEach(item -> metric(item, "metric"));
        } else if (file.has("metric")) {
            metric(file.need("metric"), "metric");
        } else {
            none(file);
        }
    }

    List<String> names() {
        return names;
    }

    List<Direction> directions() {
        return directions;
    }

    @Nullable
    Double target() {
        return target;
    }

    private void metric(Item item, String title) {
        if (item instanceof Item.Scalar) {
            throw new StudyFileException(YamlValues.wrong(item, title, "a map").getMessage()
                    + "\nMaybe metric: {name: val_loss, goal: minimize}.");
        }
        Fields fields = Fields.of(item, title, KEYS, Levels::ofMetric);
        String name = YamlValues.text(fields.need("name"), fields.name("name"));
        if (names.contains(name)) {
            throw StudyFileException.at(fields.place("name"), "The metric '" + name + "' must not be listed twice.");
        }
        refuseImpute(fields, "impute");
        refuseImpute(fields, "impute_while_running");
        names.add(name);
        directions.add(direction(fields, name));
        if (fields.has("target")) {
            target(fields);
        }
    }

    private void refuseImpute(Fields fields, String key) {
        if (fields.has(key)) {
            throw StudyFileException.at(
                    fields.place(key),
                    "'" + fields.name(key) + "' is not supported: a trial that fails never reaches the sampler.");
        }
    }

    private void target(Fields fields) {
        if (names.size() > 1) {
            throw StudyFileException.at(
                    fields.place("target"), "'" + fields.name("target") + "' is supported for the first metric only.");
        }
        target = YamlValues.number(fields.need("target"), fields.name("target"), notes)
                .doubleValue();
    }

    private Direction direction(Fields fields, String name) {
        if (!fields.has("goal")) {
            notes.add(fields.place(), "The metric '" + name + "' has no goal, so it is minimized, as W&B does.");
            return Direction.MINIMIZE;
        }
        String goal = YamlValues.word(fields.need("goal"), fields.name("goal"), GOALS);
        return goal.toLowerCase(Locale.ROOT).startsWith("min") ? Direction.MINIMIZE : Direction.MAXIMIZE;
    }

    /** Whether the objective is that the program ends well. */
    boolean isSuccess() {
        return success;
    }

    private void none(Fields file) {
        String method = file.text("method");
        boolean isIndifferent = INDIFFERENT.contains(method == null ? sampler(file) : method);
        if (!isIndifferent || method == null && !isProgram(file)) {
            throw StudyFileException.at(
                    file.place(), "'metric' is missing.\nMaybe metric: {name: val_loss, goal: minimize}.");
        }
        success = isProgram(file);
        String place = file.place(method == null ? "sampler" : "method");
        notes.add(
                place,
                success
                        ? "There is no metric, so a trial is complete if its program ends with exit code 0. Every metric that"
                                + " it prints or reports is kept."
                        : "There is no metric, so 'value' is minimized; the search does not look at it.");
        names.add(success ? ObjectiveSettings.EXIT_STATUS : "value");
        directions.add(Direction.MINIMIZE);
    }

    private boolean isProgram(Fields file) {
        return isSweep
                || file.has("program")
                || file.has("command")
                || file.get("objective") instanceof Item.Mapping objective
                        && (objective.entries().containsKey("command")
                                || objective.entries().containsKey("class"));
    }

    /** The type of the sampler; an empty text if the file names none. */
    private static String sampler(Fields file) {
        Item item = file.get("sampler");
        Item.Entry entry =
                item instanceof Item.Mapping mapping ? mapping.entries().get("type") : null;
        Item type = entry == null ? item : entry.value();
        return type instanceof Item.Scalar scalar ? scalar.text() : "";
    }
}
