package io.trialog.sampler;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map such as {@code {type: tpe, startup_trials: 10}} with checks: unknown keys and wrong types are errors that
 * name the key and what is known.
 */
public final class Options {

    private final String owner;
    private final Map<String, @Nullable Object> values;

    /**
     * @param owner what is configured, for messages: {@code sampler tpe}
     * @param values the options
     * @param known every key that has a meaning
     * @throws IllegalArgumentException if a key is unknown
     */
    public Options(String owner, Map<String, @Nullable Object> values, List<String> known) {
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
                what + ". Known are " + String.join(", ", known) + ".\nMaybe you mean '" + nearest(word, known) + "'.");
    }

    private IllegalArgumentException wrong(String key, String rule, Object value) {
        return new IllegalArgumentException(
                "The option '" + key + "' of the " + owner + " must be " + rule + ", but is " + value + ".");
    }

    private static String nearest(String word, List<String> known) {
        String best = known.get(0);
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** The number of letters to insert, delete or replace (Levenshtein), row by row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
