package io.trialog.internal.option;

import io.trialog.space.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The options of a pruner as they stand in a study file, read by name and kind. */
public final class PrunerOptions {

    private final String type;
    private final Map<String, @Nullable Object> options;

    /**
     * @param known the options that this type has
     * @throws IllegalArgumentException if there is another one
     */
    public PrunerOptions(String type, Map<String, ? extends @Nullable Object> spec, List<String> known) {
        this.type = type;
        this.options = new LinkedHashMap<>(spec);
        refuseUnknown(type, spec, known);
    }

    public static void refuseUnknown(String type, Map<String, ? extends @Nullable Object> spec, List<String> known) {
        for (String key : spec.keySet()) {
            if (!key.equals("type") && !known.contains(key)) {
                throw new IllegalArgumentException("The pruner '" + type + "' has no option '" + key + "'; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + "." + Nearest.maybe(key, known));
            }
        }
    }

    public long integer(String key, long otherwise) {
        return options.containsKey(key) ? integer(key, options.get(key), "an integer") : otherwise;
    }

    public int count(String key, int otherwise) {
        long value = integer(key, otherwise);
        if (value != (int) value) {
            throw wrong(key, "an integer below 2^31", value);
        }
        return (int) value;
    }

    public OptionalLong integerOrAuto(String key, OptionalLong otherwise) {
        if (!options.containsKey(key)) {
            return otherwise;
        }
        Object value = options.get(key);
        return "auto".equals(value) ? OptionalLong.empty() : OptionalLong.of(integer(key, value, "an integer or auto"));
    }

    public double required(String key) {
        if (!options.containsKey(key)) {
            throw new IllegalArgumentException("The pruner '" + type + "' must have the option '" + key
                    + "'.\nMaybe write {type: " + type + ", " + key + ": 25}.");
        }
        if (options.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(key, "a number", options.get(key));
    }

    private long integer(String key, @Nullable Object value, String kind) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            long whole = number.longValue();
            if (real == whole && Math.abs(real) < 0x1p63) {
                return whole;
            }
        }
        throw wrong(key, kind, value);
    }

    private IllegalArgumentException wrong(String key, String kind, @Nullable Object value) {
        return new IllegalArgumentException(
                "The option '" + key + "' of the pruner '" + type + "' must be " + kind + ", but is '" + value + "'.");
    }
}
