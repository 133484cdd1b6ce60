package io.trialog.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each kind of option accepts, in words and as a check. */
final class OptionRule {

    /** Seconds up to here are exact in a double. */
    private static final double MOST_SECONDS = 0x1p53;

    private OptionRule() {}

    static String of(Option.Kind kind, OptionRange range, List<String> words) {
        return switch (kind) {
            case FLAG -> "true or false";
            case INTEGER, NUMBER -> range.rule();
            case INTEGER_OR_AUTO -> range.rule() + ", or " + String.join(", or ", orAuto(words));
            case DURATION -> "a duration in seconds";
            case WORD -> "one of " + String.join(", ", words);
            case TEXT -> "a text of one line";
            case TEXTS -> "a list of texts of one line";
            case VALUES_BY_PARAMETER -> "a map from parameters to lists of values";
            case SECRET -> SecretReference.RULE;
            case VARIABLES ->
                "a map from names of variables (letters, digits and _) to texts of one line"
                        + " or references to secrets";
            case PRUNER -> "a pruner: {type: NAME, ...}";
        };
    }

    static @Nullable Object check(Object value, Option.Kind kind, OptionRange range, List<String> words) {
        return switch (kind) {
            case FLAG -> value instanceof Boolean ? value : null;
            case INTEGER -> integer(value, range);
            case INTEGER_OR_AUTO ->
                value instanceof String word && orAuto(words).contains(word) ? word : integer(value, range);
            case NUMBER -> number(value, range);
            case DURATION -> seconds(value);
            case WORD -> value instanceof String word && words.contains(word) ? word : null;
            case TEXT -> isLine(value) ? value : null;
            case TEXTS -> texts(value);
            case VALUES_BY_PARAMETER -> isValuesByParameter(value) ? value : null;
            case SECRET -> value instanceof SecretReference ? value : SecretReference.of(value);
            case VARIABLES -> isVariables(value) ? value : null;
            case PRUNER -> nested(value);
        };
    }

    private static List<String> orAuto(List<String> words) {
        return words.isEmpty() ? List.of(Option.AUTO) : words;
    }

    /** A type with options, or a type alone. */
    private static @Nullable Object nested(Object value) {
        if (isLine(value)) {
            return Map.of("type", value);
        }
        return value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance) ? map : null;
    }

    private static @Nullable Object integer(Object value, OptionRange range) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            long whole = number.longValue();
            return real == whole && range.contains(real) ? (Object) whole : null;
        }
        return null;
    }

    private static @Nullable Object number(Object value, OptionRange range) {
        return value instanceof Number number && range.contains(number.doubleValue())
                ? (Object) number.doubleValue()
                : null;
    }

    private static @Nullable Object seconds(Object value) {
        if (value instanceof Duration duration) {
            long millis = duration.toMillis();
            return millis % 1000 == 0 ? (Object) (millis / 1000) : (Object) (millis / 1000.0);
        }
        return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < MOST_SECONDS
                ? number
                : null;
    }

    private static boolean isLine(Object value) {
        return value instanceof String text && !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable Object texts(Object value) {
        if (isLine(value)) {
            return List.of(value);
        }
        boolean lines = value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(text -> text != null && isLine(text));
        return lines ? value : null;
    }

    private static boolean isVariables(Object value) {
        return value instanceof Map<?, ?> map
                && !map.isEmpty()
                && map.keySet().stream()
                        .allMatch(name -> name instanceof String text && text.matches("[A-Za-z_][A-Za-z0-9_]{0,199}"))
                && map.values().stream()
                        .allMatch(one -> one instanceof String text
                                ? text.chars().noneMatch(Character::isISOControl)
                                : isWhole(SecretReference.of(one)));
    }

    /** The shell that starts a program can read a variable or a file, and no part of one. */
    private static boolean isWhole(@Nullable SecretReference reference) {
        return reference != null && !reference.isPart();
    }

    private static boolean isValuesByParameter(Object value) {
        return value instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(String.class::isInstance)
                && map.values().stream().allMatch(values -> values instanceof List<?> list && !list.isEmpty());
    }
}
