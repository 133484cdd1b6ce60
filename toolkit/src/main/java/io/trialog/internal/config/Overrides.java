package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings given beside the file, {@code a.b.c=value}, laid over it. The value is YAML; a key that has dots itself, such
 * as the name of a nested parameter, is found if it is there.
 */
final class Overrides {

    /** The sections that a text names the type of: it changes the type, and the rest of the section stays. */
    private static final Set<String> TYPED = Set.of("sampler", "pruner", "executor", "objective.collect");

    private static final String TYPE = ".type";

    private Overrides() {}

    /** The item with {@code overrides} laid over it, in their order; errors name the override. */
    static Item apply(Item item, List<String> overrides) {
        Item result = item;
        for (String override : overrides) {
            String place = Item.GIVEN + override;
            int equals = override.indexOf('=');
            if (equals <= 0) {
                throw StudyFileException.at(
                        place, "A setting is written key=value, with dots in the key, such as sampler.seed=42.");
            }
            String key = override.substring(0, equals).strip();
            List<String> path = List.of(key.split("\\.", -1));
            if (path.stream().anyMatch(String::isBlank)) {
                throw StudyFileException.at(place, "A key must not be empty, nor begin or end with a dot.");
            }
            Item value = YamlLoader.loadValue(override.substring(equals + 1), place);
            boolean isType = TYPED.contains(key) && value instanceof Item.Scalar type && !type.isNull();
            boolean hasSection = isType && at(result, path) instanceof Item.Mapping;
            List<String> where = hasSection ? List.of((key + TYPE).split("\\.", -1)) : path;
            boolean isSame = (isType || key.endsWith(TYPE)) && isSame(at(result, where), value);
            if (!isSame) { // a type that is confirmed keeps its place in the file
                result = set(result, where, value == null ? new Item.Scalar(place, "", true) : value, place);
            }
        }
        return result;
    }

    private static boolean isSame(@Nullable Item before, @Nullable Item after) {
        return before instanceof Item.Scalar old
                && after instanceof Item.Scalar value
                && old.text().equals(value.text())
                && old.plain() == value.plain();
    }

    /** What stands under a key now, or {@code null}. */
    private static @Nullable Item at(Item item, List<String> path) {
        Item found = item;
        for (String key : path) {
            Item.Entry entry = found instanceof Item.Mapping map ? map.entries().get(key) : null;
            if (entry == null) {
                return null;
            }
            found = entry.value();
        }
        return found;
    }

    private static Item set(@Nullable Item item, List<String> path, Item value, String place) {
        if (path.isEmpty()) {
            return value;
        }
        if (item instanceof Item.Sequence sequence) {
            return element(sequence, path, value, place);
        }
        if (item instanceof Item.Scalar scalar && !scalar.isNull() && !isSection(scalar)) {
            throw StudyFileException.at(
                    place,
                    "'" + path.get(0) + "' can't be set: what stands above it is no map but " + scalar.kind() + " ("
                            + scalar.place() + ").");
        }
        Map<String, Item.Entry> entries = new LinkedHashMap<>();
        if (item instanceof Item.Mapping mapping) {
            entries.putAll(mapping.entries());
        } else if (item instanceof Item.Scalar scalar && !scalar.isNull()) {
            entries.put("type", new Item.Entry(scalar.place(), "type", scalar));
        }
        int length = keyLength(entries, path);
        String key = String.join(".", path.subList(0, length));
        Item.Entry entry = entries.get(key);
        Item below = set(entry == null ? null : entry.value(), path.subList(length, path.size()), value, place);
        boolean last = length == path.size();
        entries.put(key, new Item.Entry(entry == null || last ? place : entry.place(), key, below));
        return new Item.Mapping(item == null ? place : item.place(), entries);
    }

    /** Whether a scalar may be the short form of a section: {@code sampler: tpe}. */
    private static boolean isSection(Item.Scalar scalar) {
        return Stream.of(SamplerCatalogue.catalogue(), PrunerCatalogue.catalogue(), ExecutorOptions.catalogue())
                .anyMatch(catalogue -> catalogue.find(scalar.text()) != null);
    }

    private static int keyLength(Map<String, Item.Entry> entries, List<String> path) {
        for (int length = path.size(); length > 1; length--) {
            if (entries.containsKey(String.join(".", path.subList(0, length)))) {
                return length;
            }
        }
        return 1;
    }

    private static Item element(Item.Sequence sequence, List<String> path, Item value, String place) {
        String index = path.get(0);
        int size = sequence.items().size();
        if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= size) {
            throw StudyFileException.at(
                    place, "'" + index + "' must be the index of an element, from 0 to " + (size - 1) + ".");
        }
        List<Item> items = new ArrayList<>(sequence.items());
        int i = Integer.parseInt(index);
        items.set(i, set(items.get(i), path.subList(1, path.size()), value, place));
        return new Item.Sequence(sequence.place(), items);
    }
}
