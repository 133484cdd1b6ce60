package io.trialog.internal.option;

import io.trialog.exception.StudyFileException;
import io.trialog.exception.UnknownTypeException;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Nearest;
import io.trialog.spi.Option;
import io.trialog.spi.TypeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a section of the study file that names a type and its options. Errors name file and line. */
public final class SectionReader {

    private final OptionCatalogue<?> catalogue;
    private final String title;

    /** Reads sections of one kind. */
    public SectionReader(OptionCatalogue<?> catalogue) {
        this(catalogue, catalogue.section());
    }

    private SectionReader(OptionCatalogue<?> catalogue, String title) {
        this.catalogue = catalogue;
        this.title = title;
    }

    /** Reads a section of the same form that is the option of another one; {@code title} is its dotted name. */
    public static SectionReader within(OptionCatalogue<?> catalogue, String title) {
        return new SectionReader(catalogue, title);
    }

    /**
     * Reads a section.
     *
     * @param defaultType the type where the section names none
     * @return {@code type} first, then the options as they stand in the file
     */
    public Map<String, @Nullable Object> read(Item item, String defaultType, Notes notes) {
        if (item instanceof Item.Scalar) {
            TypeProvider provider = provider(item);
            Map<String, @Nullable Object> map = OptionCatalogue.ofType(provider.type());
            needRequired(Fields.of(new Item.Mapping(item.place(), Map.of()), title, Set.of()), provider);
            return map;
        }
        Item.Entry named = YamlValues.mapping(item, title).entries().get(OptionCatalogue.TYPE);
        if (named != null && !(named.value() instanceof Item.Scalar scalar && scalar.isNull())) {
            provider(named.value()); // an unknown type explains unknown options
        }
        Fields fields = Fields.of(item, title, keys());
        Item type = fields.get(OptionCatalogue.TYPE);
        TypeProvider provider = type == null ? catalogue.provider(OptionCatalogue.ofType(defaultType)) : provider(type);
        Map<String, Option> known = OptionCatalogue.options(provider);
        Map<String, @Nullable Object> map = OptionCatalogue.ofType(provider.type());
        List<String> leftOut = new ArrayList<>();
        readRule(fields, type != null && type.isGiven(), map, leftOut);
        for (String key : fields.keys()) {
            Item value = fields.get(key);
            if (value != null
                    && !key.equals(OptionCatalogue.TYPE)
                    && !catalogue.settings().contains(key)) {
                Option option = known.get(key);
                if (option != null) {
                    map.put(key, OptionReader.read(value, option, fields.name(key), notes));
                } else if (type != null && type.isGiven() && !value.isGiven()) {
                    leftOut.add(key);
                } else {
                    throw misplaced(fields, key, provider);
                }
            }
        }
        if (type != null && !leftOut.isEmpty()) {
            notes.add(type.place(), leftOut(provider, leftOut));
        }
        needRequired(fields, provider);
        return map;
    }

    /** What stands beside the options stands there once, not in a section within it. */
    private Set<String> keys() {
        Set<String> keys = catalogue.keys();
        if (!title.equals(catalogue.section())) {
            keys.removeAll(catalogue.settings());
            keys.add(OptionCatalogue.RULE);
        }
        return keys;
    }

    /** The number of a rule means something for its own type only. */
    private void readRule(Fields fields, boolean isOtherType, Map<String, @Nullable Object> map, List<String> leftOut) {
        Item item = catalogue.settings().contains(OptionCatalogue.RULE) ? fields.get(OptionCatalogue.RULE) : null;
        if (item != null && isOtherType && !item.isGiven()) {
            leftOut.add(OptionCatalogue.RULE);
        } else if (item != null) {
            Object rule = YamlValues.typed(item);
            if (!OptionCatalogue.LATEST.equals(rule) && !(rule instanceof Long number && number >= 1)) {
                throw YamlValues.wrong(
                        item,
                        fields.name(OptionCatalogue.RULE),
                        "an integer, at least 1, or '" + OptionCatalogue.LATEST + "'");
            }
            map.put(OptionCatalogue.RULE, rule);
        }
    }

    /** What a type that was chosen beside the file can't use of the file's section. */
    private String leftOut(TypeProvider provider, List<String> keys) {
        String it = keys.size() == 1 ? "option " : "options ";
        return "The " + catalogue.section() + " '" + provider.type() + "' does not know the " + it
                + String.join(", ", keys) + " of the section, and goes without.";
    }

    private static void needRequired(Fields fields, TypeProvider provider) {
        provider.options().stream().filter(Option::isRequired).forEach(option -> fields.need(option.name()));
    }

    private TypeProvider provider(Item item) {
        String written = YamlValues.text(item, title + "." + OptionCatalogue.TYPE);
        TypeProvider provider = catalogue.find(written);
        if (provider == null) {
            List<String> types = catalogue.types();
            String nearest = Nearest.maybe(written, types).strip();
            throw new UnknownTypeException(
                    item.place(),
                    "Unknown " + catalogue.section() + " type '" + written + "'; known are " + String.join(", ", types)
                            + ".",
                    nearest.isEmpty() ? "Maybe it is a type of a plug-in: --plugin JAR." : nearest);
        }
        return provider;
    }

    private StudyFileException misplaced(Fields fields, String key, TypeProvider provider) {
        Set<String> known = OptionCatalogue.options(provider).keySet();
        String problem = "The " + catalogue.section() + " '" + provider.type() + "' has no option '" + key
                + "'; it takes " + OptionCatalogue.words(known) + ".";
        if (!provider.remedy(key).isEmpty()) {
            return StudyFileException.at(
                    fields.place(key),
                    "The " + catalogue.section() + " '" + provider.type() + "' has no option '" + key + "': "
                            + provider.remedy(key));
        }
        List<String> others = catalogue.typesWith(key);
        String advice = others.isEmpty() ? "" : "\nMaybe type: " + String.join(" or ", others) + ".";
        return StudyFileException.at(fields.place(key), problem + advice);
    }
}
