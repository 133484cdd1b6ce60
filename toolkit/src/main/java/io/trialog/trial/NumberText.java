package io.trialog.trial;

import java.util.Locale;

/** Numbers as people read them. Exact texts are made elsewhere. */
public final class NumberText {

    private NumberText() {}

    /** Six significant digits, without trailing zeros. */
    public static String of(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".")
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** As few digits as an axis needs: {@code 0.25}, {@code 12000}, {@code 1e-05}, {@code 2.5e+07}. */
    public static String brief(double value) {
        double size = Math.abs(value);
        if (value == 0 || size >= 1e-3 && size < 1e6) {
            String text = String.format(Locale.ROOT, "%.6f", value);
            return trimmed(text).equals("-0") ? "0" : trimmed(text);
        }
        String text = String.format(Locale.ROOT, "%.3e", value);
        int e = text.indexOf('e');
        return e < 0 ? text : trimmed(text.substring(0, e)) + text.substring(e).replaceFirst("([+-])0(?=.)", "$1");
    }

    private static String trimmed(String text) {
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
