package io.trialog.internal.json;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;

/**
 * The one written form of a finite double: the shortest decimal that reads back as the same double, laid out by the rules
 * of ECMAScript's {@code Number::toString} (RFC 8785, section 3.2.2.3), with two differences that keep a double a double:
 * what would look like an integer ends in {@code .0}, and negative zero is {@code -0.0}.
 *
 * <p>{@code Double.toString} is not used: its digits differ between JDK 17 and later ones.
 */
final class DoubleText {

    private static final double SHORTER_FORM_POSSIBLE = 1e-320;

    private final byte[] digits = new byte[32];
    private int count;
    private int point;

    /** Appends {@code value}, which must be finite, to {@code out}. */
    void append(double value, JsonBytes out) {
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            out.raw('-');
        }
        decompose(Math.abs(value));
        layOut(out);
    }

    /** Sets {@link #digits}, {@link #count} and {@link #point}: the value is 0.d1d2d3... times ten to the point. */
    private void decompose(double magnitude) {
        read(DoubleToDecimal.toString(magnitude));
        if (count == 2 && magnitude < SHORTER_FORM_POSSIBLE) {
            shortenSubnormal(magnitude);
        }
    }

    private void read(String text) {
        count = 0;
        point = 0;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                fraction = true;
            } else if (c == 'E') {
                point += Integer.parseInt(text, i + 1, text.length(), 10);
                break;
            } else if (count == 0 && c == '0') {
                point -= fraction ? 1 : 0;
            } else {
                digits[count++] = (byte) c;
                point += fraction ? 0 : 1;
            }
        }
        while (count > 0 && digits[count - 1] == '0') {
            count--;
        }
        if (count == 0) {
            digits[count++] = '0';
            point = 1;
        }
    }

    /** The algorithm prefers the nearer of two digits to a single digit (4.9E-324); ECMAScript does not (5e-324). */
    private void shortenSubnormal(double magnitude) {
        int up = digits[1] >= '5' ? 1 : 0;
        int first = digits[0] - '0' + up;
        if (Double.parseDouble(first + "e" + (point - 1)) == magnitude) {
            point += first == 10 ? 1 : 0;
            digits[0] = (byte) ('0' + (first == 10 ? 1 : first));
            count = 1;
        }
    }

    private void layOut(JsonBytes out) {
        if (count <= point && point <= 21) {
            digits(0, count, out);
            zeros(point - count, out);
            out.raw('.');
            out.raw('0');
        } else if (0 < point && point <= 21) {
            digits(0, point, out);
            out.raw('.');
            digits(point, count, out);
        } else if (-6 < point && point <= 0) {
            out.raw('0');
            out.raw('.');
            zeros(-point, out);
            digits(0, count, out);
        } else {
            scientific(out);
        }
    }

    private void scientific(JsonBytes out) {
        digits(0, 1, out);
        if (count > 1) {
            out.raw('.');
            digits(1, count, out);
        }
        out.raw('e');
        out.raw(point > 0 ? '+' : '-');
        out.rawLong(Math.abs(point - 1));
    }

    private void digits(int from, int to, JsonBytes out) {
        for (int i = from; i < to; i++) {
            out.raw((char) digits[i]);
        }
    }

    private static void zeros(int howMany, JsonBytes out) {
        for (int i = 0; i < howMany; i++) {
            out.raw('0');
        }
    }
}
