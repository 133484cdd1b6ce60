package io.trialog.internal.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text of what the log's events hold: {@code null}, booleans, numbers, strings, lists and maps, on one line. Everything
 * that is not printable is escaped, so the text is also valid YAML.
 *
 * <p>Doubles are written in their shortest form that reads back the same, by the same rule on every JVM, always with a point
 * or an exponent and with a signed exponent ({@code 1.0E+10}), which YAML 1.1 needs.
 */
public final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final boolean strict;

    private JsonText(boolean strict) {
        this.strict = strict;
    }

    /** As Python's {@code json} writes and reads it: with the tokens {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    public static String python(@Nullable Object value) {
        return new JsonText(false).value(value).out.toString();
    }

    /** As RFC 8259 has it: what is not finite is a string, {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. */
    public static String strict(@Nullable Object value) {
        return new JsonText(true).value(value).out.toString();
    }

    /** The shortest text of a double, {@code NaN}, {@code Infinity} and {@code -Infinity} included. */
    public static String number(double value) {
        String text = NumberOutput.toString(value, true);
        int exponent = text.indexOf('E') + 1;
        boolean signed = exponent == 0 || text.charAt(exponent) == '-';
        return signed ? text : text.substring(0, exponent) + '+' + text.substring(exponent);
    }

    private JsonText value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Double || value instanceof Float) {
            floating(((Number) value).doubleValue());
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else {
            text(value.toString());
        }
        return this;
    }

    private void floating(double value) {
        String text = number(value);
        if (strict && !Double.isFinite(value)) {
            text(text);
        } else {
            out.append(text);
        }
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue());
            out.append(entries.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void list(List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            value(list.get(i));
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(i + 1));
                i++;
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= ' ' && c <= '~' || c >= '\u00a0' && c < '\u2028' || c > '\u2029' && c < '\ud800') {
                    out.append(c);
                } else if (c >= '\ue000' && c < '\ufeff') {
                    out.append(c);
                } else {
                    out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
                }
            }
        }
    }
}
