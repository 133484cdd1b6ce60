package io.trialog.internal.paint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The text of an SVG picture while it is drawn. Shapes of one look that follow each other become one path or group, and discs that
 * hide each other one disc: so thousands of trials stay a small file. Not safe for several threads.
 */
final class SvgDocument {

    private static final String NEXT = "\"/><path d=\"";

    private final StringBuilder out = new StringBuilder();

    private String look = "";
    private final StringBuilder shapes = new StringBuilder();
    private final List<long[]> discs = new ArrayList<>();
    private final Set<Long> places = new HashSet<>();

    /** Adds markup over what is there. */
    void add(CharSequence markup) {
        flush();
        out.append(markup);
    }

    /**
     * Adds a shape.
     *
     * @param path its path data
     * @param attributes how it is painted
     * @param isApart whether it stays a path of its own: a large shape that lets others through is seen through itself
     */
    void shape(CharSequence path, String attributes, boolean isApart) {
        begin(attributes);
        shapes.append(isApart && !shapes.isEmpty() ? NEXT : "").append(path);
    }

    /** Adds a disc around a point; one that lies on another disc of this look is left out. */
    void disc(double x, double y, double size, String color) {
        begin("fill=\"none\" stroke-linecap=\"round\" stroke-width=\"" + number(size) + "\" stroke" + color);
        double cell = size > 4 ? size / 4 : size / 2;
        if (places.add(Math.round(x / cell) << 32 ^ Math.round(y / cell))) {
            discs.add(new long[] {Math.round(x * 10), Math.round(y * 10)});
        }
    }

    private void begin(String next) {
        if (!look.equals(next)) {
            flush();
            look = next;
        }
    }

    private void flush() {
        discPath();
        if (shapes.indexOf(NEXT) >= 0) {
            out.append("<g ").append(look).append("><path d=\"").append(shapes).append("\"/></g>\n");
        } else if (!shapes.isEmpty()) {
            out.append("<path d=\"").append(shapes).append("\" ").append(look).append("/>\n");
        }
        shapes.setLength(0);
        discs.clear();
        places.clear();
        look = "";
    }

    /** In rows, so that the steps from one to the next are short. Many are set on whole pixels. */
    private void discPath() {
        long unit = discs.size() > 1000 ? 10 : 1;
        discs.sort(Comparator.<long[]>comparingLong(disc -> disc[1] / 40).thenComparingLong(disc -> disc[0]));
        long x = 0;
        long y = 0;
        for (long[] disc : discs) {
            long toX = Math.round(disc[0] / (double) unit) * unit;
            long toY = Math.round(disc[1] / (double) unit) * unit;
            shapes.append('m');
            append(shapes, toX - x);
            separate(shapes, toY - y);
            shapes.append("h0");
            x = toX;
            y = toY;
        }
    }

    /** Appends a number of tenths of a pixel. */
    static void append(StringBuilder text, long tenths) {
        if (tenths < 0) {
            text.append('-');
        }
        long size = Math.abs(tenths);
        text.append(size / 10);
        if (size % 10 != 0) {
            text.append('.').append(size % 10);
        }
    }

    /** Appends a number of tenths of a pixel behind another number. */
    static void separate(StringBuilder text, long tenths) {
        if (tenths >= 0) {
            text.append(' ');
        }
        append(text, tenths);
    }

    /** A number with at most two decimals. */
    static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** All that was drawn. */
    @Override
    public String toString() {
        flush();
        return out.toString();
    }
}
