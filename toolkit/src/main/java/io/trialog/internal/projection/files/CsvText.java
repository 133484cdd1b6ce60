package io.trialog.internal.projection.files;

import io.trialog.internal.json.JsonText;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells and lines of CSV (RFC 4180). Every record is exactly one line, so that {@code tail -f} and {@code wc -l} work: line
 * breaks and other control characters within a text are written as {@code \n}, {@code \r}, {@code \u0007}.
 *
 * <p>Texts that a spreadsheet would take for a formula are left as they are: the file tells what the values were. {@link #neutral}
 * is for those who open it in one.
 */
final class CsvText {

    private CsvText() {}

    /**
     * A value in external form: numbers in their shortest form ({@code nan}, {@code inf}, {@code -inf} as pandas and NumPy
     * read them), {@code null} as the word.
     */
    static String cell(@Nullable Object value, UnaryOperator<String> texts) {
        if (value instanceof Double number) {
            return number(number);
        }
        return value instanceof Number ? value.toString() : value == null ? "null" : texts.apply(value.toString());
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return JsonText.number(value);
    }

    /** A text, quoted if it has to be. */
    static String text(String text) {
        String line = oneLine(text);
        boolean plain =
                line.indexOf('"') < 0 && line.indexOf(',') < 0 && line.strip().equals(line);
        return plain ? line : '"' + line.replace("\"", "\"\"") + '"';
    }

    /** A text, quoted if it has to be; behind an apostrophe where a spreadsheet would take it for a formula. */
    static String neutral(String text) {
        return text(!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }

    /** A text without control characters. */
    static String oneLine(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        return text.chars().mapToObj(CsvText::visible).collect(Collectors.joining());
    }

    private static String visible(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(c) ? "\\u" + String.format(Locale.ROOT, "%04x", c) : String.valueOf((char) c);
        };
    }

    /** Cells, joined and ended. */
    static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(",", "", "\n"));
    }
}
