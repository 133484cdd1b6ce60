package io.trialog.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one option of a type: its name, what it may be, its default and what it does. Study file, builder, command line,
 * error messages and the table in the documentation all follow this description.
 *
 * <p>Life cycle: a provider makes its options once, as constants. They are immutable and safe for use by several threads.
 *
 * <pre>{@code
 * List<Option> options = List.of(
 *         Option.count("startup_trials", 10, "Trials drawn at random before the model is used."),
 *         Option.flag("multivariate", true, "Whether parameters are drawn together."),
 *         Option.word("kernel", List.of("normal", "cauchy"), "normal", "The shape of a kernel."));
 * }</pre>
 *
 * <p>A default of {@code null} means that the option is left out unless the user gives it.
 */
public final class Option {

    /** The word that stands for a number which the type works out by itself. */
    public static final String AUTO = "auto";

    /** What a value is, and as which Java type {@link OptionValues} holds it. */
    public enum Kind {
        /** True or false: a Boolean. */
        FLAG,
        /** An integer: a Long. */
        INTEGER,
        /** An integer, or a word such as {@code auto}: a Long or that text. */
        INTEGER_OR_AUTO,
        /** A number: a Double. */
        NUMBER,
        /** A duration, in seconds: a Long, or a Double if it is not whole. */
        DURATION,
        /** One of several words: a String. */
        WORD,
        /** A text of one line: a String. */
        TEXT,
        /** A list of texts of one line; a single one may stand alone: a List of String. */
        TEXTS,
        /** Lists of values by parameter: a Map from String to List. */
        VALUES_BY_PARAMETER,
        /** A reference to a secret: a {@link SecretReference}. Users write {@code {env: NAME}} or {@code {file: PATH}}. */
        SECRET,
        /** Variables of an environment: a Map from their names to texts, or to {@linkplain SecretReference references} as users write them. */
        VARIABLES,
        /** A pruner within a pruner: a Map of its type and options; users may write the type alone. */
        PRUNER
    }

    private final String name;
    private final Kind kind;
    private final OptionRange range;
    private final List<String> words;
    private final @Nullable Object defaultValue;
    private final boolean required;
    private final String description;

    private Option(
            String name,
            Kind kind,
            OptionRange range,
            List<String> words,
            @Nullable Object defaultValue,
            boolean required,
            String description) {
        this.name = name;
        this.kind = kind;
        this.range = range;
        this.words = List.copyOf(words);
        this.required = required;
        this.description = description;
        this.defaultValue = defaultValue == null ? null : check(defaultValue);
        if (defaultValue != null && this.defaultValue == null) {
            throw new IllegalArgumentException(
                    "The default of the option '" + name + "' must be " + rule() + ", but is " + defaultValue + ".");
        }
    }

    private static Option of(
            String name, Kind kind, OptionRange range, @Nullable Object defaultValue, String description) {
        return new Option(name, kind, range, List.of(), defaultValue, false, description);
    }

    /**
     * Returns an option that is true or false.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option flag(String name, @Nullable Boolean defaultValue, String description) {
        return of(name, Kind.FLAG, OptionRange.ANY, defaultValue, description);
    }

    /**
     * Returns an option that is an integer of at least 0.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option count(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.INTEGER, OptionRange.from(0), defaultValue, description);
    }

    /**
     * Returns an option that is an integer of at least 1.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option positive(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.INTEGER, OptionRange.from(1), defaultValue, description);
    }

    /**
     * Returns an option that is an integer of at least 1, or the word {@code auto}, which is the default.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option positiveOrAuto(String name, String description) {
        return of(name, Kind.INTEGER_OR_AUTO, OptionRange.from(1), AUTO, description);
    }

    /**
     * Returns an option that is an integer of at least 0, or the word {@code auto}, which is the default.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option countOrAuto(String name, String description) {
        return of(name, Kind.INTEGER_OR_AUTO, OptionRange.from(0), AUTO, description);
    }

    /**
     * Returns an option that is an integer of at least 1, or one of several words.
     *
     * @param name the name, as users write it
     * @param words the words; the first is the default
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option positiveOrWord(String name, List<String> words, String description) {
        return new Option(name, Kind.INTEGER_OR_AUTO, OptionRange.from(1), words, words.get(0), false, description);
    }

    /**
     * Returns an option that divides or multiplies: an integer of at least 2.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option factor(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.INTEGER, OptionRange.from(2), defaultValue, description);
    }

    /**
     * Returns an option that is a number from 0 to 100.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option percentile(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.NUMBER, new OptionRange(0, 100, false, "between 0 and 100"), defaultValue, description);
    }

    /**
     * Returns an option that is a share: a number above 0 and at most 1.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option fraction(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.NUMBER, new OptionRange(0, 1, true, "above 0 and at most 1"), defaultValue, description);
    }

    /**
     * Returns an option that is a number above 1 and at most 10, by which something grows.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option growth(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.NUMBER, new OptionRange(1, 10, true, "above 1 and at most 10"), defaultValue, description);
    }

    /**
     * Returns an option that is any number.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option number(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.NUMBER, OptionRange.ANY, defaultValue, description);
    }

    /**
     * Returns an option that is a number of at least 0.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option amount(String name, @Nullable Number defaultValue, String description) {
        return of(
                name,
                Kind.NUMBER,
                new OptionRange(0, Double.MAX_VALUE, false, "a number, at least 0"),
                defaultValue,
                description);
    }

    /**
     * Returns an option that is a number from 0 to 1.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option share(String name, @Nullable Number defaultValue, String description) {
        return of(name, Kind.NUMBER, new OptionRange(0, 1, false, "between 0 and 1"), defaultValue, description);
    }

    /**
     * Returns an option that is a duration. Users write {@code 90s}, {@code 1h30m} or {@code 2d} in files.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option duration(String name, @Nullable Duration defaultValue, String description) {
        return of(name, Kind.DURATION, OptionRange.ANY, defaultValue, description);
    }

    /**
     * Returns an option that is one of several words.
     *
     * @param name the name, as users write it
     * @param words the words
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option word(String name, List<String> words, @Nullable String defaultValue, String description) {
        return new Option(name, Kind.WORD, OptionRange.ANY, words, defaultValue, false, description);
    }

    /**
     * Returns an option that is a text of one line.
     *
     * @param name the name, as users write it
     * @param defaultValue what holds where the user says nothing, or {@code null}
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option text(String name, @Nullable String defaultValue, String description) {
        return of(name, Kind.TEXT, OptionRange.ANY, defaultValue, description);
    }

    /**
     * Returns an option that is a list of texts of one line, without a default.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option texts(String name, String description) {
        return of(name, Kind.TEXTS, OptionRange.ANY, null, description);
    }

    /**
     * Returns an option that lists values of some parameters, without a default. In a study file each value is checked
     * against the distribution of its parameter.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option valuesByParameter(String name, String description) {
        return of(name, Kind.VALUES_BY_PARAMETER, OptionRange.ANY, null, description);
    }

    /**
     * Returns an option that is a password, a token or anything else that nobody may see, without a default. Users give a reference,
     * {@code {env: NAME}} or {@code {file: PATH}}; the secret itself is refused, and not shown.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option secret(String name, String description) {
        return of(name, Kind.SECRET, OptionRange.ANY, null, description);
    }

    /**
     * Returns an option that is a map of variables of an environment. A value may be a reference to a secret.
     *
     * @param name the name, as users write it
     * @param description what the option does, in one sentence
     * @return the option
     */
    public static Option variables(String name, String description) {
        return of(name, Kind.VARIABLES, OptionRange.ANY, null, description);
    }

    /**
     * Returns an option of a pruner that is another pruner, without a default.
     *
     * @param name the name, as users write it
     * @param description what it does, in one sentence
     * @return the option
     */
    public static Option pruner(String name, String description) {
        return of(name, Kind.PRUNER, OptionRange.ANY, null, description);
    }

    /**
     * Returns the same option, which the user must give.
     *
     * @return the required option, without a default
     */
    public Option required() {
        return new Option(name, kind, range, words, null, true, description);
    }

    /**
     * Returns the name, as users write it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what a value is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns what holds where the user says nothing, in the Java type of the {@linkplain #kind() kind}.
     *
     * @return the default, or {@code null} if there is none
     */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /**
     * Returns whether the user must give the option.
     *
     * @return whether it is required
     */
    public boolean isRequired() {
        return required;
    }

    /**
     * Returns what the option does, in one sentence.
     *
     * @return the description
     */
    public String description() {
        return description;
    }

    /**
     * Returns the words that the option may be.
     *
     * @return the words; empty if there are none, and if the only one is {@code auto}
     */
    public List<String> words() {
        return words;
    }

    /**
     * Returns what a value must be, for a message: {@code an integer, at least 1}.
     *
     * @return the rule, as it follows the words "must be"
     */
    public String rule() {
        return OptionRule.of(kind, range, words);
    }

    /**
     * Checks a value, and turns it into the Java type of the {@linkplain #kind() kind}. Whole numbers may be doubles.
     *
     * @param value what the user gave
     * @return the value to use, or {@code null} if it breaks the {@linkplain #rule() rule}
     */
    public @Nullable Object check(Object value) {
        return OptionRule.check(value, kind, range, words);
    }

    @Override
    public String toString() {
        return name + ": " + rule() + (defaultValue == null ? "" : "; default " + defaultValue);
    }
}
