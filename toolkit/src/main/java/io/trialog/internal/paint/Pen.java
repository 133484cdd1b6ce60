package io.trialog.internal.paint;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;

/** Text and lines for those who draw frames. */
final class Pen {

    static final int TITLE = 15;
    static final int NAME = 12;
    static final int SMALL = 11;

    private static final int MOST = 500;

    private final Graphics2D g;

    Pen(Graphics2D g) {
        this.g = g;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Pen font(int style, int size) {
        g.setFont(new Font(Font.SANS_SERIF, style, size));
        return this;
    }

    Pen color(Color color) {
        g.setColor(color);
        return this;
    }

    int height() {
        return metrics().getHeight();
    }

    private FontMetrics metrics() {
        return g.getFontMetrics();
    }

    int width(String text) {
        return metrics().stringWidth(line(text));
    }

    /** A text on one line without what can't be printed, and not longer than anybody reads. */
    static String line(String text) {
        String shown = text.length() > MOST ? text.substring(0, MOST) : text;
        StringBuilder line = new StringBuilder();
        shown.codePoints().forEach(c -> {
            if (c == '\n') {
                line.append("\\n");
            } else {
                line.appendCodePoint(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
            }
        });
        return line.toString();
    }

    /** A text that fits, with its middle left out where it is too long: ends tell long names apart. */
    String fitted(String text, int room) {
        String line = line(text);
        if (metrics().stringWidth(line) <= room) {
            return line;
        }
        int[] points = line.codePoints().toArray();
        for (int keep = points.length - 1; keep > 1; keep--) {
            int head = (keep * 2 + 2) / 3;
            String shorter =
                    new String(points, 0, head) + "…" + new String(points, points.length - (keep - head), keep - head);
            if (metrics().stringWidth(shorter) <= room) {
                return shorter;
            }
        }
        return "…";
    }

    void left(String text, double x, double y) {
        g.drawString(line(text), (float) x, (float) y);
    }

    void right(String text, double x, double y) {
        left(text, x - width(text), y);
    }

    void centred(String text, double x, double y) {
        left(text, x - width(text) / 2.0, y);
    }

    /** A text that ends at a point, or begins there, turned around that point. */
    void turned(String text, double x, double y, double degrees, double anchor) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(Math.toRadians(degrees));
        left(text, -anchor * width(text), metrics().getAscent() / 2.0 - 1);
        g.setTransform(before);
    }

    Graphics2D graphics() {
        return g;
    }
}
