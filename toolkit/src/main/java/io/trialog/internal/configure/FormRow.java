package io.trialog.internal.configure;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import io.trialog.internal.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the form: something that may vary.
 *
 * @param name the key, or the group
 * @param kind what it is
 * @param value what it has now, as it is shown
 * @param when the options of a group with which alone it is there, or {@code null}
 * @param mode how it varies
 * @param text the values of a grid, or the range
 * @param pair the number of the rows that vary together with it, or 0
 */
record FormRow(
        String name, Kind kind, String value, @Nullable When when, Mode mode, String text, int pair) {

    /** What a row is. */
    public enum Kind {
        /** The name of the metric and its goal. */
        METRIC,
        /** A group of configurations, whose options are known. */
        GROUP,
        /** An integer. */
        INTEGER,
        /** A real number. */
        REAL,
        /** True or false. */
        FLAG,
        /** A text, or a list. */
        TEXT,
        /** Something that the configuration demands. */
        REQUIRED,
        /** It follows from another key, and can't vary by itself. */
        DERIVED
    }

    /** How a row varies. */
    public enum Mode {
        /** It stays as it is. */
        OFF,
        /** It has each of several values. */
        GRID,
        /** It has values of a range, which a sampler proposes. */
        RANGE
    }

    /** The options of a group with which alone a row is there. */
    public record When(String group, List<String> options) {}

    /** Returns a row that stays as it is. */
    static FormRow of(String name, Kind kind, String value, @Nullable When when) {
        return new FormRow(name, kind, value, when, Mode.OFF, "", 0);
    }

    FormRow with(Mode newMode, String newText) {
        return new FormRow(name, kind, value, when, newMode, newText, newMode == Mode.GRID ? pair : 0);
    }

    FormRow paired(int number) {
        return new FormRow(name, kind, value, when, mode, text, number);
    }

    /** Returns whether it may vary. */
    boolean mayVary() {
        return kind != Kind.DERIVED && kind != Kind.METRIC;
    }

    boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.REAL;
    }

    /**
     * The values of a grid.
     *
     * @throws IllegalArgumentException if the text is no list of different values
     */
    List<@Nullable Object> values() {
        try {
            Item item = YamlLoader.loadValue("[" + text + "]", "the values of " + name);
            List<@Nullable Object> values = new ArrayList<>();
            for (Item one : YamlValues.list(item == null ? new Item.Sequence("", List.of()) : item, name)) {
                values.add(YamlValues.typed(one));
            }
            if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException(
                        "'" + name + "' must have different values, between commas, but has '" + text + "'.");
            }
            return values;
        } catch (StudyFileException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' must have values between commas, but has '" + text + "'.", e);
        }
    }

    /**
     * The range, in the words of a study file.
     *
     * @throws IllegalArgumentException if the text is none
     */
    Map<String, Object> range() {
        return FormRange.of(name, text, kind == Kind.INTEGER);
    }
}
