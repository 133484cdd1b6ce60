package io.trialog.internal.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as Python's {@code repr} writes them, which is how the W&amp;B agent puts them on a command line. Shortest
 * digits that read back to the same double, the same on every JDK. Thread-safe.
 */
public final class PythonText {

    private PythonText() {}

    /** {@code str(value)}: a text as it is, everything else as {@link #repr}. */
    public static String str(@Nullable Object value) {
        return value instanceof String text ? text : repr(value);
    }

    /** {@code repr(value)} of null, a Boolean, a number, a String, or a list or map of them. */
    public static String repr(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Double number) {
            return repr(number.doubleValue());
        }
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(element -> parts.add(repr(element)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((key, element) -> parts.add(repr(key) + ": " + repr(element)));
            return "{" + String.join(", ", parts) + "}";
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    /** Values in which every list and map is its {@link #repr}, everything else as it is. */
    public static List<@Nullable Object> flat(List<? extends @Nullable Object> values) {
        List<@Nullable Object> flat = new ArrayList<>();
        values.forEach(value -> flat.add(isNested(value) ? repr(value) : value));
        return flat;
    }

    /** Whether a value is a list or a map. */
    public static boolean isNested(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }

    private static String repr(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return String.format(
                Locale.ROOT,
                "%s%s%se%s%02d",
                value < 0 ? "-" : "",
                digits.charAt(0),
                fraction,
                exponent < 0 ? "-" : "+",
                Math.abs(exponent));
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> escape(out, c, quote);
            }
        });
        return out.append(quote).toString();
    }

    private static void escape(StringBuilder out, int c, char quote) {
        if (c == quote) {
            out.append('\\').append(quote);
        } else if (c < 0x20 || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
