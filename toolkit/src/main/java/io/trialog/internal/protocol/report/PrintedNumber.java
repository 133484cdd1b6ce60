package io.trialog.internal.protocol.report;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as programs print them, whatever the locale of this JVM. */
final class PrintedNumber {

    /**
     * A number in running text, as a part of a regular expression without groups: {@code 0.81}, {@code .5}, {@code
     * -1e-3}, {@code nan}, {@code inf}; the minus may be the typographic one. Not the beginning of something longer such as {@code 0,81}, {@code 1.2.3} or
     * {@code info}.
     */
    static final String REGEX = "[-+\u2212]?(?:(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][-+]?\\d++)?"
            + "|(?i:nan|inf(?:inity)?+))(?![\\w]|[.,]\\d)";

    /**
     * A number as {@link #REGEX}, in group 2 of a pattern that has one group before: also in quotes, and as Python prints
     * scalars of NumPy and tensors: {@code np.float64(0.125)}, {@code tensor(0.1250, device='cuda:0')}.
     */
    static final String WRAPPED =
            "(?:(?:[A-Za-z]\\w*+\\.)?(?:float|int|uint|bfloat|[Tt]ensor|array)\\d*+\\(\\[?)?['\"]?(" + REGEX + ")";

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

    private PrintedNumber() {}

    /** The number that the whole text is, blanks around it aside, or {@code null} if it is none. */
    static @Nullable Double parse(String text) {
        String stripped = text.strip().replace('\u2212', '-');
        if (DECIMAL.matcher(stripped).matches()) {
            return Double.valueOf(stripped);
        }
        return special(stripped);
    }

    /** NaN or an infinity, in any spelling that Python, C or Java prints; or {@code null}. */
    static @Nullable Double special(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }
}
