package io.trialog.internal.option;

import io.trialog.space.Nearest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map such as {@code {type: tpe, startup_trials: 10}} with checks: unknown keys and wrong types are errors that
 * name the key and what is known.
 */
public final class SamplerOptions {

    private final String owner;
    private final Map<String, @Nullable Object> values;

    /**
     * @param owner what is configured, for messages: {@code sampler tpe}
     * @param values the options
     * @param known every key that has a meaning
     * @throws IllegalArgumentException if a key is unknown
     */
    public SamplerOptions(String owner, Map<String, @Nullable Object> values, List<String> known) {
        this.owner = owner;
        this.values = values;
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw unknown("The " + owner + " has no option '" + key + "'", key, known);
            }
        }
    }

    /** An integer of at least {@code least}. */
    public int integer(String key, int least, int otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= least) {
            return (int) Math.min(Integer.MAX_VALUE, ((Number) value).longValue());
        }
        throw wrong(key, "an integer of at least " + least, value);
    }

    /** True or false. */
    public boolean flag(String key, boolean otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "true or false", value);
    }

    /** The error for a word that is not among the known ones. */
    public static IllegalArgumentException unknown(String what, String word, List<String> known) {
        return new IllegalArgumentException(
                what + ". Known are " + String.join(", ", known) + "." + Nearest.maybe(word, known));
    }

    private IllegalArgumentException wrong(String key, String rule, Object value) {
        return new IllegalArgumentException(
                "The option '" + key + "' of the " + owner + " must be " + rule + ", but is " + value + ".");
    }
}
