package io.trialog.internal.yaml;

import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.format.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes values as YAML in flow style, so that YAML 1.1, YAML 1.2 and {@link StudyFileReader} all read the same. */
public final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    private YamlText() {}

    /** Text that needs no quotes, such as a duration. */
    public record Plain(String text) {}

    /** Returns a value as YAML on one line. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Plain plain) {
            return plain.text();
        }
        if (value instanceof Double number) {
            return number(PythonText.repr(number));
        }
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(element -> parts.add(of(element)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((key, element) -> parts.add(text(String.valueOf(key)) + ": " + of(element)));
            return "{" + String.join(", ", parts) + "}";
        }
        return value instanceof String text ? text(text) : value.toString();
    }

    /** YAML 1.1 wants a dot in every float. */
    private static String number(String repr) {
        int exponent = repr.indexOf('e');
        return exponent > 0 && repr.indexOf('.') < 0
                ? repr.substring(0, exponent) + ".0" + repr.substring(exponent)
                : repr;
    }

    /** Returns a text as a YAML scalar, in quotes where it needs them. */
    public static String text(String text) {
        if (PLAIN.matcher(text).matches()) {
            Scalars.Typed typed = Scalars.type(new Item.Scalar("", text, true));
            if (typed.value() instanceof String && typed.note() == null) {
                return text;
            }
        }
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                boolean shown = c >= 0x20 && c < 0x7f || Character.isLetterOrDigit(c) || c > 0xffff;
                out.append(shown ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
            }
        }
    }
}
