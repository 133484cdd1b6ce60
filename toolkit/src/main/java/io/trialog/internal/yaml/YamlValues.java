package io.trialog.internal.yaml;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.Durations;
import io.trialog.space.Nearest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads items as the types that keys want; every error names place, key and what stood there. */
public final class YamlValues {

    private YamlValues() {}

    public static StudyFileException wrong(Item item, String what, String rule) {
        String found = item instanceof Item.Scalar scalar && scalar.isNull() ? "empty" : item.kind();
        return StudyFileException.at(item.place(), "'" + what + "' must be " + rule + ", but is " + found + ".");
    }

    /** The text of a scalar as it was written, whatever type YAML would give it. */
    public static String text(Item item, String what) {
        if (item instanceof Item.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw wrong(item, what, "a text");
    }

    /** One of several words. */
    public static String word(Item item, String what, List<String> words) {
        String text = text(item, what);
        if (!words.contains(text)) {
            throw StudyFileException.at(
                    item.place(),
                    "'" + what + "' must be one of " + String.join(", ", words) + ", but is '" + text + "'."
                            + Nearest.maybe(text, words));
        }
        return text;
    }

    /** Returns an item as a map, or refuses it. */
    public static Item.Mapping mapping(Item item, String what) {
        if (item instanceof Item.Mapping mapping) {
            return mapping;
        }
        throw wrong(item, what, "a map (key: value)");
    }

    /** Returns the elements of an item that is a list and not empty, or refuses it. */
    public static List<Item> list(Item item, String what) {
        if (item instanceof Item.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        if (item instanceof Item.Sequence) {
            throw StudyFileException.at(
                    item.place(), "'" + what + "' must be a list with at least one element, but is empty.");
        }
        throw wrong(item, what, "a list with at least one element");
    }

    public static List<String> texts(Item item, String what) {
        return list(item, what).stream().map(element -> text(element, what)).toList();
    }

    /** Returns an item as true or false, or refuses it. */
    public static boolean flag(Item item, String what) {
        if (typed(item) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(item, what, "true or false");
    }

    /** An integer of at least {@code least}. */
    public static long integer(Item item, String what, long least) {
        String rule = least == Long.MIN_VALUE ? "an integer" : "an integer, at least " + least;
        if (typed(item) instanceof Long value && value >= least) {
            return value;
        }
        throw wrong(item, what, rule);
    }

    /** A finite Long or Double; a surprising way of writing it is noted. */
    public static Number number(Item item, String what, Notes notes) {
        if (item instanceof Item.Scalar scalar) {
            Scalars.Typed typed = Scalars.type(scalar);
            if (typed.value() instanceof Double value && !Double.isFinite(value)) {
                throw wrong(item, what, "a finite number");
            }
            if (typed.value() instanceof BigInteger) {
                throw wrong(item, what, "a number within ±2^63");
            }
            if (typed.value() instanceof Number number) {
                note(item, what, typed, notes);
                return number;
            }
            boolean quoted = !scalar.plain()
                    && Scalars.type(new Item.Scalar("", scalar.text(), true)).value() instanceof Number;
            if (quoted) {
                throw new StudyFileException(wrong(item, what, "a number").getMessage() + "\nMaybe remove the quotes.");
            }
        }
        throw wrong(item, what, "a number");
    }

    /** Returns an item as a duration, or refuses it. */
    public static Duration duration(Item item, String what) {
        String text = text(item, what);
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(item.place() + ": '" + what + "': " + e.getMessage(), e);
        }
    }

    /** A value for a choice: null, Boolean, Long, Double or String. */
    public static @Nullable Object choice(Item.Scalar scalar, String what, Notes notes) {
        Scalars.Typed typed = Scalars.type(scalar);
        if (typed.value() instanceof Double value && !Double.isFinite(value)) {
            throw wrong(scalar, what, "finite");
        }
        if (typed.value() instanceof BigInteger) {
            throw wrong(scalar, what, "within ±2^63");
        }
        note(scalar, what, typed, notes);
        return typed.value();
    }

    private static void note(Item item, String what, Scalars.Typed typed, Notes notes) {
        if (typed.note() != null) {
            notes.add(item.place(), what + ": " + typed.note() + ".");
        }
    }

    /** What YAML takes a scalar for: null, Boolean, Long, BigInteger, Double or String; null for everything else. */
    public static @Nullable Object typed(Item item) {
        return item instanceof Item.Scalar scalar ? Scalars.type(scalar).value() : null;
    }
}
