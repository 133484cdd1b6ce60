package io.trialog.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that a choice can be: what JSON can say. */
final class Choices {

    private Choices() {}

    /** The choices in the one form that the log gives back, never changing. */
    static List<@Nullable Object> kept(List<? extends @Nullable Object> choices) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object choice : choices) {
            kept.add(choice instanceof List || choice instanceof Map ? nested(choice) : scalar(choice, choice));
        }
        return new IndexedChoices(kept);
    }

    private static @Nullable Object nested(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(nested(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), nested(element)));
            return Collections.unmodifiableMap(copy);
        }
        return scalar(value instanceof Integer number ? Long.valueOf(number) : value, value);
    }

    /** The name of an enum constant, which is what the log holds of it; anything else as it is. */
    static @Nullable Object named(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static @Nullable Object scalar(@Nullable Object given, @Nullable Object written) {
        Object value = named(given);
        Checks.require(
                value == null
                        || value instanceof Boolean
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof String,
                "A choice must be null, a boolean, a number, a text, an enum constant, or a list or map of these, but is %s.",
                written);
        return value;
    }

    /** The choices without those that stand further ahead already. */
    static List<@Nullable Object> unique(List<? extends @Nullable Object> choices) {
        return new ArrayList<>(new LinkedHashSet<@Nullable Object>(choices));
    }

    /** Whether two values mean the same: numbers by their value, also within lists and maps. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean equal = x.size() == y.size();
            for (int i = 0; equal && i < x.size(); i++) {
                equal = same(x.get(i), y.get(i));
            }
            return equal;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
        }
        return Objects.equals(named(a), named(b));
    }
}
