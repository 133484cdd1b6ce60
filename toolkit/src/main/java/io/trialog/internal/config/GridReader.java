package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Distribution;
import io.trialog.space.Nearest;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads values of parameters that an option of a sampler lists, instead of all that their distributions have. */
final class GridReader {

    private final String title;
    private final SearchSpace space;
    private final Notes notes;

    GridReader(String title, SearchSpace space, Notes notes) {
        this.title = title;
        this.space = space;
        this.notes = notes;
    }

    /** The values by parameter, each in the external form of its distribution. */
    Map<String, List<@Nullable Object>> read(Item item) {
        Map<String, List<@Nullable Object>> grid = new LinkedHashMap<>();
        for (Item.Entry entry : YamlValues.mapping(item, title).entries().values()) {
            Parameter parameter = space.get(entry.key());
            if (parameter == null) {
                List<String> known =
                        space.parameters().stream().map(Parameter::name).toList();
                throw StudyFileException.at(
                        entry.place(),
                        "The grid lists values of '" + entry.key() + "', which is no parameter; known are "
                                + String.join(", ", known) + "." + Nearest.maybe(entry.key(), known));
            }
            Pairing pairing = space.pairing(entry.key());
            if (pairing != null) {
                throw StudyFileException.at(
                        entry.place(),
                        "The grid must not list values of '" + entry.key() + "', which is paired in the group '"
                                + pairing.group() + "'.");
            }
            grid.put(entry.key(), values(entry, parameter.distribution()));
        }
        return grid;
    }

    private List<@Nullable Object> values(Item.Entry entry, Distribution distribution) {
        String what = title + "." + entry.key();
        Set<@Nullable Object> values = new LinkedHashSet<>();
        for (Item element : YamlValues.list(entry.value(), what)) {
            if (!(element instanceof Item.Scalar scalar)) {
                throw YamlValues.wrong(element, what, "a list of single values");
            }
            Object value = external(scalar, what, entry.key(), distribution);
            if (!values.add(value)) {
                throw StudyFileException.at(
                        element.place(), "'" + what + "' must not list a value twice, but lists " + value + " again.");
            }
        }
        return new ArrayList<>(values);
    }

    private @Nullable Object external(Item.Scalar scalar, String what, String name, Distribution distribution) {
        Object value;
        try {
            value = io.trialog.space.Values.coerce(name, distribution, YamlValues.choice(scalar, what, notes));
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(scalar.place() + ": '" + what + "': " + e.getMessage(), e);
        }
        if (!distribution.contains(value)) {
            throw StudyFileException.at(
                    scalar.place(), "'" + what + "' must list values of '" + name + "', but " + value + " is none.");
        }
        return value;
    }
}
