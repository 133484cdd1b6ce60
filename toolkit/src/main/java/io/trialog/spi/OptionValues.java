package io.trialog.spi;

import io.trialog.space.Nearest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds the options of one sampler, pruner or executor: every value is checked, and defaults stand where the user says
 * nothing.
 *
 * <p>Life cycle: Trialog makes one before it calls a provider's {@code create}; tests make one with {@link #of}. Immutable,
 * and safe for use by several threads.
 *
 * <pre>{@code
 * OptionValues values = OptionValues.of("sampler 'mine'", List.of(Option.count("warmup", 5, "Trials at random.")), Map.of());
 * int warmup = values.count("warmup"); // 5
 * }</pre>
 */
public final class OptionValues {

    private final Map<String, Option> options;
    private final Map<String, Object> values;
    private final int rule;

    private OptionValues(Map<String, Option> options, Map<String, Object> values, int rule) {
        this.options = options;
        this.values = values;
        this.rule = rule;
    }

    /**
     * Checks what a user gave for a type that has one rule.
     *
     * @param owner who has the options, for messages: {@code sampler 'tpe'}
     * @param options what the owner takes
     * @param given values by name; one of {@code null} counts as absent
     * @return the checked values with their defaults
     * @throws IllegalArgumentException if an option is unknown (the message names the nearest one), missing, of another kind
     *     or out of its range
     */
    public static OptionValues of(String owner, List<Option> options, Map<String, ? extends @Nullable Object> given) {
        return of(owner, 1, options, given);
    }

    /**
     * Checks what a user gave.
     *
     * @param owner who has the options, for messages: {@code sampler 'tpe'}
     * @param rule the number of the rule by which the owner is to decide
     * @param options what the owner takes under this rule
     * @param given values by name; one of {@code null} counts as absent
     * @return the checked values with their defaults
     * @throws IllegalArgumentException if an option is unknown (the message names the nearest one), missing, of another kind
     *     or out of its range
     */
    public static OptionValues of(
            String owner, int rule, List<Option> options, Map<String, ? extends @Nullable Object> given) {
        Map<String, Option> known = new LinkedHashMap<>();
        options.forEach(option -> known.put(option.name(), option));
        for (String name : given.keySet()) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("The " + owner + " has no option '" + name + "'; it takes "
                        + (known.isEmpty() ? "none" : String.join(", ", known.keySet())) + "."
                        + Nearest.maybe(name, known.keySet()));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Option option : options) {
            Object value = value(owner, option, given.get(option.name()));
            if (value != null) {
                values.put(option.name(), value);
            }
        }
        return new OptionValues(known, Collections.unmodifiableMap(values), rule);
    }

    private static @Nullable Object value(String owner, Option option, @Nullable Object given) {
        if (given == null) {
            if (option.isRequired()) {
                throw new IllegalArgumentException(
                        "The " + owner + " must have the option '" + option.name() + "': " + option.rule() + ".");
            }
            return option.defaultValue();
        }
        Object value = option.check(given);
        if (value == null) {
            throw new IllegalArgumentException("The option '" + option.name() + "' of the " + owner + " must be "
                    + option.rule() + ", but is "
                    + (option.kind() == Option.Kind.SECRET ? "not; it is not shown here." : "'" + given + "'."));
        }
        return value;
    }

    /**
     * Returns the number of the rule by which the type is to decide.
     *
     * @return the number, from 1
     */
    public int rule() {
        return rule;
    }

    /**
     * Returns all values, defaults included.
     *
     * @return the values by name, in the order of the options; unmodifiable
     */
    public Map<String, Object> all() {
        return values;
    }

    /**
     * Returns whether an option has a value, given or by default.
     *
     * @param name the option
     * @return whether there is a value
     */
    public boolean has(String name) {
        return values.containsKey(known(name));
    }

    /**
     * Returns a flag.
     *
     * @param name the option
     * @return the value
     */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /**
     * Returns an integer.
     *
     * @param name the option
     * @return the value
     */
    public long integer(String name) {
        return (Long) value(name);
    }

    /**
     * Returns an integer as an int; a larger value counts as the largest int.
     *
     * @param name the option
     * @return the value
     */
    public int count(String name) {
        return (int) Math.min(Integer.MAX_VALUE, integer(name));
    }

    /**
     * Returns an integer that may be {@code auto} or another word.
     *
     * @param name the option
     * @return the value; empty for a word
     */
    public OptionalLong integerOrAuto(String name) {
        return value(name) instanceof Long value ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /**
     * Returns whether the user gave a word, where a word may stand in place of a number.
     *
     * @param name the option
     * @param word the word
     * @return whether the value is this word
     */
    public boolean isWord(String name, String word) {
        return value(name).equals(word);
    }

    /**
     * Returns a number.
     *
     * @param name the option
     * @return the value
     */
    public double number(String name) {
        return (Double) value(name);
    }

    /**
     * Returns a duration.
     *
     * @param name the option
     * @return the value
     */
    public Duration duration(String name) {
        return Duration.ofMillis((long) StrictMath.rint(((Number) value(name)).doubleValue() * 1000));
    }

    /**
     * Returns a text, or one of several words.
     *
     * @param name the option
     * @return the value
     */
    public String text(String name) {
        return (String) value(name);
    }

    /**
     * Returns a list of texts.
     *
     * @param name the option
     * @return the values; empty if there are none
     */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return has(name) ? (List<String>) value(name) : List.of();
    }

    /**
     * Returns a reference to a secret.
     *
     * @param name the option
     * @return the reference; reading it is up to the caller, as late as possible
     */
    public SecretReference secret(String name) {
        return (SecretReference) value(name);
    }

    /**
     * Returns lists of values by parameter.
     *
     * @param name the option
     * @return the values; empty if there are none
     */
    @SuppressWarnings("unchecked")
    public Map<String, List<?>> valuesByParameter(String name) {
        return has(name) ? (Map<String, List<?>>) value(name) : Map.of();
    }

    /**
     * Returns the settings of a pruner within a pruner.
     *
     * @param name the option
     * @return its type and options; empty if there is none
     */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> nested(String name) {
        return has(name) ? (Map<String, @Nullable Object>) value(name) : Map.of();
    }

    private Object value(String name) {
        Object value = values.get(known(name));
        if (value == null) {
            throw new IllegalStateException("The option '" + name + "' has no value; ask 'has' first.");
        }
        return value;
    }

    /** A name that the owner never declared is a fault of the provider. */
    private String known(String name) {
        if (!options.containsKey(name)) {
            throw new IllegalStateException("There is no option '" + name + "' among " + options.keySet() + ".");
        }
        return name;
    }
}
