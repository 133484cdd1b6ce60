package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.PythonText;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.Pairing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code paired}: groups of parameters whose lists are walked through together. A group is a map from parameter to list,
 * or such a map below the group's name.
 */
final class PairedReader {

    private static final int LONGEST_NAME = 200;

    private final Notes notes;
    private final Declaration declaration;

    /** Makes a parameter known. */
    interface Declaration {

        /** Declares a parameter at a place of the file; refused if its name is taken. */
        void declare(String place, String name, Distribution distribution);
    }

    PairedReader(Notes notes, Declaration declaration) {
        this.notes = notes;
        this.declaration = declaration;
    }

    List<Pairing> read(Item item) {
        List<Pairing> pairings = new ArrayList<>();
        Map<String, String> places = new LinkedHashMap<>();
        for (Item element : YamlValues.list(item, "paired")) {
            Pairing pairing = pairing(element);
            String earlier = places.put(pairing.group(), element.place());
            if (earlier != null) {
                throw StudyFileException.at(
                        element.place(),
                        "The group '" + pairing.group() + "' of paired parameters stands twice; first at " + earlier
                                + ".");
            }
            pairings.add(pairing);
        }
        return pairings;
    }

    private Pairing pairing(Item element) {
        if (!(element instanceof Item.Mapping mapping)) {
            throw new StudyFileException(YamlValues.wrong(element, "paired", "a list of maps")
                            .getMessage() + "\nMaybe paired: [{model.name: [cnn, mlp], model.dropout: [0.1, 0.2]}].");
        }
        Map<String, Item.Entry> lists = new LinkedHashMap<>();
        boolean isNamed = !mapping.entries().isEmpty()
                && mapping.entries().values().stream().allMatch(entry -> entry.value() instanceof Item.Mapping);
        if (isNamed) {
            mapping.entries().values().forEach(entry -> flatten((Item.Mapping) entry.value(), "", lists));
        } else {
            flatten(mapping, "", lists);
        }
        if (lists.isEmpty()) {
            throw StudyFileException.at(element.place(), "A group of 'paired' must have a parameter.");
        }
        return pairing(element, String.join("+", isNamed ? mapping.entries().keySet() : lists.keySet()), lists);
    }

    private static void flatten(Item.Mapping mapping, String prefix, Map<String, Item.Entry> lists) {
        for (Item.Entry entry : mapping.entries().values()) {
            String name = prefix + entry.key();
            if (entry.value() instanceof Item.Mapping below) {
                flatten(below, name + ".", lists);
                continue;
            }
            ParameterReader.checkName(entry.place(), name);
            Item.Entry earlier = lists.put(name, entry);
            if (earlier != null) {
                throw StudyFileException.at(
                        entry.place(),
                        "The parameter '" + name + "' is declared twice; first at " + earlier.place() + ".");
            }
        }
    }

    private Pairing pairing(Item element, String title, Map<String, Item.Entry> lists) {
        String group = title.length() > LONGEST_NAME ? title.substring(0, LONGEST_NAME) : title;
        ParameterReader.checkName(element.place(), group);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        lists.forEach((name, entry) -> columns.put(name, values(name, entry)));
        requireOneLength(lists, columns);
        int length = columns.values().iterator().next().size();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < length; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (List<@Nullable Object> column : columns.values()) {
                values.add(column.get(row));
            }
            int same = rows.indexOf(values);
            if (same >= 0) {
                throw StudyFileException.at(
                        element.place(),
                        "The rows of the group '" + group + "' must differ, but rows " + (same + 1) + " and "
                                + (row + 1) + " are both " + PythonText.repr(values) + ".");
            }
            rows.add(values);
        }
        Pairing pairing = new Pairing(group, List.copyOf(columns.keySet()), rows);
        lists.forEach((name, entry) -> declaration.declare(
                entry.place(), name, new CategoricalDistribution(pairing.choices(name), List.of())));
        return pairing;
    }

    /** The values, each in the form in which it stood first: 1 and 1.0 are one. */
    private List<@Nullable Object> values(String name, Item.Entry entry) {
        String what = "paired." + name;
        Map<Object, @Nullable Object> forms = new LinkedHashMap<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (Item element : YamlValues.list(entry.value(), what)) {
            Object value = ChoiceReader.value(element, what, notes);
            Object meaning = ChoiceReader.meaning(value);
            if (!forms.containsKey(meaning)) {
                forms.put(meaning, value);
            }
            values.add(forms.get(meaning));
        }
        return values;
    }

    private static void requireOneLength(Map<String, Item.Entry> lists, Map<String, List<@Nullable Object>> columns) {
        String first = columns.keySet().iterator().next();
        int length = columns.getOrDefault(first, List.of()).size();
        columns.forEach((name, values) -> {
            if (values.size() != length) {
                Item.Entry entry = lists.getOrDefault(name, lists.get(first));
                throw StudyFileException.at(
                        entry == null ? "" : entry.place(),
                        "The lists of paired parameters must have one length, but '" + first + "' has " + length
                                + " values and '" + name + "' has " + values.size() + ".");
            }
        });
    }
}
