package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values that every trial gets: {@code sampler: {fixed: {lr: 0.01}}}. */
final class FixedReader {

    private FixedReader() {}

    /** The item of the section {@code sampler} that holds the values, or {@code null}. */
    static @Nullable Item in(@Nullable Item sampler) {
        Item.Entry entry =
                sampler instanceof Item.Mapping mapping ? mapping.entries().get(FixedValues.KEY) : null;
        return entry == null || entry.value() instanceof Item.Scalar scalar && scalar.isNull() ? null : entry.value();
    }

    /** The values by parameter; errors name the place. */
    static Map<String, @Nullable Object> read(Item item, SearchSpace space, Notes notes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String title = "sampler." + FixedValues.KEY;
        for (Item.Entry entry : YamlValues.mapping(item, title).entries().values()) {
            String what = title + "." + entry.key();
            if (!(entry.value() instanceof Item.Scalar scalar)) {
                throw YamlValues.wrong(entry.value(), what, "a single value");
            }
            Object value = YamlValues.choice(scalar, what, notes);
            try {
                values.putAll(FixedValues.checked(Collections.singletonMap(entry.key(), value), space));
            } catch (IllegalArgumentException e) {
                throw new StudyFileException(scalar.place() + ": '" + what + "': " + e.getMessage(), e);
            }
        }
        return values;
    }
}
