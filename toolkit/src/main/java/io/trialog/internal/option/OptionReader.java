package io.trialog.internal.option;

import io.trialog.internal.format.Durations;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.spi.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the value of an option as it stands in a file; the option itself checks it. */
final class OptionReader {

    private OptionReader() {}

    /**
     * Reads one value.
     *
     * @param what its dotted name, for messages
     * @return the value to use; the item itself for values by parameter, which are read once the parameters are known
     */
    static Object read(Item item, Option option, String what, Notes notes) {
        return switch (option.kind()) {
            case VALUES_BY_PARAMETER -> YamlValues.mapping(item, what);
            case DURATION -> Durations.seconds(YamlValues.duration(item, what));
            case WORD -> YamlValues.word(item, what, option.words());
            case NUMBER -> checked(item, option, what, YamlValues.number(item, what, notes));
            case TEXT -> checked(item, option, what, line(item, what));
            case TEXTS -> texts(item, option, what);
            case SECRET -> SecretReader.read(item, what).toMap();
            case VARIABLES -> checked(item, option, what, variables(item, what));
            case PRUNER ->
                SectionReader.within(PrunerCatalogue.catalogue(), what)
                        .read(item, PrunerCatalogue.catalogue().defaultType(), notes);
            case FLAG, INTEGER, INTEGER_OR_AUTO -> scalar(item, option, what);
        };
    }

    /** An integer that is written as a real number is none in a file. */
    private static Object scalar(Item item, Option option, String what) {
        Object value = YamlValues.typed(item);
        return checked(item, option, what, value instanceof Double ? null : value);
    }

    private static Object variables(Item item, String what) {
        Map<String, Object> variables = new LinkedHashMap<>();
        YamlValues.mapping(item, what).entries().forEach((name, entry) -> {
            String variable = what + "." + name;
            boolean isReference = entry.value() instanceof Item.Mapping;
            variables.put(
                    name,
                    isReference
                            ? SecretReader.read(entry.value(), variable).toMap()
                            : YamlValues.text(entry.value(), variable));
        });
        return variables;
    }

    private static Object texts(Item item, Option option, String what) {
        if (item instanceof Item.Scalar) {
            return checked(item, option, what, line(item, what));
        }
        List<Object> texts = new ArrayList<>();
        for (Item element : YamlValues.list(item, what)) {
            texts.add(line(element, what));
        }
        return checked(item, option, what, texts);
    }

    private static String line(Item item, String what) {
        String text = YamlValues.text(item, what).strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw YamlValues.wrong(item, what, "a text of one line");
        }
        return text;
    }

    private static Object checked(Item item, Option option, String what, @Nullable Object value) {
        Object checked = value == null ? null : option.check(value);
        if (checked == null) {
            throw YamlValues.wrong(item, what, option.rule());
        }
        return checked;
    }
}
