package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.PythonText;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.CategoricalDistribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code value}, {@code values} and {@code probabilities}. */
final class ChoiceReader {

    private static final Object NOTHING = new Object();

    private final Fields fields;
    private final Notes notes;

    ChoiceReader(Fields fields, Notes notes) {
        this.fields = fields;
        this.notes = notes;
    }

    CategoricalDistribution read() {
        Item single = fields.raw("value");
        if (single != null) {
            List<@Nullable Object> choices = new ArrayList<>();
            choices.add(choice(single, fields.name("value")));
            return new CategoricalDistribution(choices, List.of());
        }
        return new CategoricalDistribution(choices(fields.need("values")), probabilities());
    }

    private List<@Nullable Object> choices(Item item) {
        String what = fields.name("values");
        Map<Object, @Nullable Object> choices = new LinkedHashMap<>();
        for (Item element : YamlValues.list(item, what)) {
            @Nullable Object choice = choice(element, what);
            Object meaning = meaning(choice);
            if (choices.containsKey(meaning)) {
                tellTwice(choices.get(meaning), choice, element);
            } else {
                choices.put(meaning, choice);
            }
        }
        return new ArrayList<>(choices.values());
    }

    /** One that is listed again is no further choice; with probabilities it would be unclear which one counts. */
    private void tellTwice(@Nullable Object earlier, @Nullable Object choice, Item element) {
        String twice = PythonText.repr(earlier) + " and " + PythonText.repr(choice);
        if (fields.has("probabilities")) {
            throw StudyFileException.at(
                    element.place(),
                    "'" + fields.name("values") + "' must not list a value twice, but " + twice
                            + " are the same.\nMaybe one of them with both probabilities.");
        }
        notes.add(
                element.place(),
                fields.name("values") + ": " + twice
                        + " are the same and count once; 'probabilities' make a choice more likely.");
    }

    /** What is equal for two choices that are the same: numbers by their value. */
    static Object meaning(@Nullable Object choice) {
        return choice instanceof Number number
                ? Double.valueOf(number.doubleValue() + 0.0) // one zero
                : choice == null ? NOTHING : choice;
    }

    private List<Double> probabilities() {
        Item item = fields.get("probabilities");
        List<Double> probabilities = new ArrayList<>();
        if (item != null) {
            String what = fields.name("probabilities");
            YamlValues.list(item, what)
                    .forEach(element -> probabilities.add(
                            YamlValues.number(element, what, notes).doubleValue()));
        }
        return probabilities;
    }

    private @Nullable Object choice(Item item, String what) {
        return value(item, what, notes);
    }

    /** A choice, which may be a list or a map. */
    static @Nullable Object value(Item item, String what, Notes notes) {
        if (item instanceof Item.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.items().forEach(element -> list.add(value(element, what, notes)));
            return list;
        }
        if (item instanceof Item.Mapping mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> map.put(key, value(entry.value(), what, notes)));
            return map;
        }
        return YamlValues.choice((Item.Scalar) item, what, notes);
    }
}
