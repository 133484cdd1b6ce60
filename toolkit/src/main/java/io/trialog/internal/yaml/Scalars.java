package io.trialog.internal.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of plain YAML scalars. They are PyYAML's (YAML 1.1), because that is what reads sweep files elsewhere, with
 * two differences: {@code 1e-5}, a text there, is a number, and {@code 12:30:00} and dates stay texts. Whatever may
 * surprise is explained in a note.
 */
final class Scalars {

    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final Set<String> FALSE = Set.of("no", "false", "off");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)([eE][-+][0-9]+)?");
    private static final Pattern LOOSE_FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)[eE][-+]?[0-9]+");
    private static final Pattern SPECIAL = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern CLOCK = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    private Scalars() {}

    /** A typed value, and what the user should know about it, or {@code null}. */
    record Typed(@Nullable Object value, @Nullable String note) {}

    static boolean isNull(String text) {
        return text.isEmpty() || text.equals("~") || isWord(text, "null");
    }

    /** The value of a scalar: {@code null}, Boolean, Long, Double (maybe not finite) or String. */
    static Typed type(Item.Scalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return new Typed(text, null);
        }
        if (isNull(text)) {
            return new Typed(null, null);
        }
        Boolean flag = flag(text);
        if (flag != null) {
            boolean trap = !isWord(text, "true") && !isWord(text, "false");
            return new Typed(flag, trap ? text + " is the boolean " + flag + " in YAML; quotes make it a text" : null);
        }
        Typed whole = whole(text);
        if (whole != null) {
            return whole;
        }
        Typed real = real(text);
        return real != null ? real : new Typed(text, textNote(text));
    }

    private static @Nullable Boolean flag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!isWord(text, lower)) {
            return null;
        }
        return TRUE.contains(lower) ? Boolean.TRUE : FALSE.contains(lower) ? Boolean.FALSE : null;
    }

    /** Whether {@code text} is {@code word} in one of YAML's three spellings: word, Word, WORD. */
    private static boolean isWord(String text, String word) {
        return text.equals(word)
                || text.equals(word.toUpperCase(Locale.ROOT))
                || !word.isEmpty() && text.equals(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }

    private static @Nullable Typed whole(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return integer(text, text, 10, text.contains("_") ? "" : null);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text, text.replaceFirst("0", ""), 8, "octal ");
        }
        if (HEX.matcher(text).matches()) {
            return integer(text, text.replaceFirst("0x", ""), 16, "hexadecimal ");
        }
        if (BINARY.matcher(text).matches()) {
            return integer(text, text.replaceFirst("0b", ""), 2, "binary ");
        }
        return null;
    }

    private static @Nullable Typed integer(String text, String digits, int radix, @Nullable String note) {
        String bare = digits.replace("_", "").replace("+", "");
        if (bare.isEmpty() || bare.equals("-")) {
            return null;
        }
        BigInteger value = new BigInteger(bare, radix);
        String said = note == null ? null : text + " is the " + note + "integer " + value + " in YAML";
        return new Typed(value.bitLength() < 64 ? (Object) value.longValue() : (Object) value, said);
    }

    private static @Nullable Typed real(String text) {
        boolean strict = FLOAT.matcher(text).matches();
        if (strict || LOOSE_FLOAT.matcher(text).matches()) {
            double value = Double.parseDouble(text.replace("_", ""));
            return new Typed(value, strict ? null : text + " is read as a number (YAML 1.1 takes it for a text)");
        }
        if (SPECIAL.matcher(text).matches()) {
            String lower = text.toLowerCase(Locale.ROOT);
            double infinite = lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return new Typed(lower.endsWith("nan") ? Double.NaN : infinite, null);
        }
        return null;
    }

    private static @Nullable String textNote(String text) {
        if (CLOCK.matcher(text).matches()) {
            return text + " stays a text (YAML 1.1 takes it for a number in base 60)";
        }
        if (DATE.matcher(text).matches()) {
            return text + " stays a text (YAML 1.1 takes it for a date)";
        }
        return text.equals("None") ? "None is a text in YAML; null is nothing" : null;
    }
}
