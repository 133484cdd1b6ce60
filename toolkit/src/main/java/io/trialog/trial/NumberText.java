package io.trialog.trial;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. Exact texts are made elsewhere. */
public final class NumberText {

    private static final int FEW = 5;
    private static final int SHOWN = 6;

    /** So many digits tell any two doubles apart. */
    private static final int EXACT = 17;

    private NumberText() {}

    /**
     * Six significant digits, without trailing zeros.
     *
     * @param value the value
     * @return six significant digits, without trailing zeros
     */
    public static String of(double value) {
        return of(value, SHOWN);
    }

    /**
     * So many significant digits, without trailing zeros.
     *
     * @param value the value
     * @param digits how many significant digits at most
     * @return so many significant digits, without trailing zeros
     */
    public static String of(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "g", value);
        int e = text.indexOf('e');
        return e < 0 ? trimmed(text) : trimmed(text.substring(0, e)) + text.substring(e);
    }

    /**
     * As few digits as an axis needs: {@code 0.25}, {@code 12000}, {@code 1e-05}, {@code 2.5e+07}.
     *
     * @param value the value
     * @return as few digits as an axis needs: {@code 0.25}, {@code 12000}, {@code 1e-05}, {@code 2.5e+07}
     */
    public static String brief(double value) {
        double size = Math.abs(value);
        if (value == 0 || size >= 1e-3 && size < 1e6) {
            String text = String.format(Locale.ROOT, "%.6f", value);
            return trimmed(text).equals("-0") ? "0" : trimmed(text);
        }
        return scientific(value, 4);
    }

    /**
     * At most so many significant digits, in the shorter one of two forms.
     *
     * @param value the value
     * @param digits how many significant digits at most
     * @return at most so many significant digits, in the shorter one of two forms
     */
    public static String brief(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return brief(value);
        }
        String plain = new BigDecimal(value)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
        String scientific = scientific(value, digits);
        return plain.length() <= scientific.length() ? plain : scientific;
    }

    /**
     * Returns how many significant digits tell numbers of one column apart: six, or more where two different ones
     * would look the same.
     *
     * @param values the values
     * @return how many significant digits tell numbers of one column apart: six, or more where two different ones
     *     would look the same
     */
    public static int digits(double... values) {
        double[] different = Arrays.stream(values).distinct().toArray();
        for (int digits = SHOWN; digits < EXACT; digits++) {
            int most = digits;
            if (Arrays.stream(different)
                            .mapToObj(value -> of(value, most))
                            .distinct()
                            .count()
                    == different.length) {
                return digits;
            }
        }
        return EXACT;
    }

    /**
     * Numbers that stand beside each other, with five digits or, where these are the same, as many as tell them apart.
     *
     * @param values the values
     * @return numbers that stand beside each other, with five digits or, where these are the same, as many as tell
     *     them apart
     */
    public static List<String> apart(double... values) {
        long different = Arrays.stream(values).distinct().count();
        for (int digits = FEW; digits < EXACT; digits++) {
            int most = digits;
            List<String> texts =
                    Arrays.stream(values).mapToObj(value -> brief(value, most)).toList();
            if (texts.stream().distinct().count() == different) {
                return texts;
            }
        }
        return Arrays.stream(values).mapToObj(value -> brief(value, EXACT)).toList();
    }

    private static String scientific(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
        int e = text.indexOf('e');
        return e < 0 ? text : trimmed(text.substring(0, e)) + text.substring(e).replaceFirst("([+-])0(?=.)", "$1");
    }

    private static String trimmed(String text) {
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
