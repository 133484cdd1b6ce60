package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is drawn as SVG 1.1 (W3C): shapes as paths, texts as texts. Images and clips are left out: no plot has any that
 * matters.
 */
public final class SvgGraphics extends RecordingGraphics {

    private final StringBuilder out;

    public SvgGraphics() {
        this(new StringBuilder());
    }

    private SvgGraphics(StringBuilder out) {
        this.out = out;
    }

    @Override
    public Graphics create() {
        SvgGraphics copy = new SvgGraphics(out);
        copy.copyState(this);
        return copy;
    }

    /** The whole document; {@code description} tells what it shows to those who can't see it. */
    public String document(int width, int height, String description) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n<desc>" + escaped(description)
                + "</desc>\n" + out + "</svg>\n";
    }

    @Override
    public void draw(Shape shape) {
        Stroke stroke = getStroke();
        if (stroke instanceof BasicStroke basic) {
            out.append("<path d=\"").append(path(shape)).append("\" fill=\"none\"");
            out.append(" stroke-width=\"")
                    .append(number(basic.getLineWidth() * scale()))
                    .append('"');
            if (basic.getEndCap() == BasicStroke.CAP_ROUND) {
                out.append(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
            }
            paint("stroke");
        } else {
            fill(stroke.createStrokedShape(shape));
        }
    }

    private double scale() {
        return Math.sqrt(Math.abs(getTransform().getDeterminant()));
    }

    @Override
    public void fill(Shape shape) {
        if (getColor().getAlpha() > 0) {
            out.append("<path d=\"").append(path(shape)).append('"');
            paint("fill");
        }
    }

    private void paint(String what) {
        Color color = getColor();
        out.append(' ').append(what).append("=\"");
        out.append(String.format(Locale.ROOT, "#%06x\"", color.getRGB() & 0xFFFFFF));
        if (color.getAlpha() < 255) {
            out.append(' ')
                    .append(what)
                    .append("-opacity=\"")
                    .append(number(color.getAlpha() / 255.0))
                    .append('"');
        }
        out.append("/>\n");
    }

    @Override
    public void drawString(String text, float x, float y) {
        AffineTransform t = getTransform();
        Font font = getFont();
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append('"');
        if (!t.isIdentity()) {
            out.append(" transform=\"matrix(");
            double[] m = new double[6];
            t.getMatrix(m);
            for (int i = 0; i < m.length; i++) {
                out.append(i == 0 ? "" : " ").append(number(m[i]));
            }
            out.append(")\"");
        }
        out.append(" font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" font-size=\"");
        out.append(number(font.getSize2D())).append('"');
        boolean bold = font.isBold()
                || TextAttribute.WEIGHT_BOLD.equals(font.getAttributes().get(TextAttribute.WEIGHT));
        out.append(bold ? " font-weight=\"bold\"" : "");
        // The texts were fitted with this machine's font; another one must not make them longer.
        out.append(" textLength=\"").append(getFontMetrics(font).stringWidth(text));
        out.append("\" lengthAdjust=\"spacingAndGlyphs\" fill=\"");
        out.append(String.format(Locale.ROOT, "#%06x\">", getColor().getRGB() & 0xFFFFFF));
        out.append(escaped(text)).append("</text>\n");
    }

    private String path(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(getTransform()); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> append(d, 'M', c, 2);
                case PathIterator.SEG_LINETO -> append(d, 'L', c, 2);
                case PathIterator.SEG_QUADTO -> append(d, 'Q', c, 4);
                case PathIterator.SEG_CUBICTO -> append(d, 'C', c, 6);
                default -> d.append('Z');
            }
        }
        return d.toString();
    }

    private static void append(StringBuilder d, char command, double[] numbers, int count) {
        d.append(command);
        for (int i = 0; i < count; i++) {
            d.append(i == 0 ? "" : " ").append(number(numbers[i]));
        }
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /** XML text, without the characters that XML can't hold. */
    static String escaped(@Nullable String text) {
        StringBuilder xml = new StringBuilder();
        String whole = text == null ? "" : text;
        whole.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append('\n');
                default -> xml.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return xml.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c >= ' ' && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF;
    }
}
