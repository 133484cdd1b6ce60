package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is drawn as SVG 1.1 (W3C): shapes as paths, texts as texts. Images and clips are left out: no plot has any that
 * matters. Whoever shows it decides on the ground: white is left out, and grays become one middle gray, more or less
 * transparent, which is readable on light and on dark ground.
 */
public final class SvgGraphics extends RecordingGraphics {

    private static final int MIDDLE = 0x7B;

    /** A ring of so few pixels looks like a disc. */
    private static final int TINY = 4;

    /** What is larger than this is no mark of a trial. */
    private static final int MARK = 12;

    private final SvgDocument out;

    public SvgGraphics() {
        this(new SvgDocument());
    }

    private SvgGraphics(SvgDocument out) {
        this.out = out;
    }

    @Override
    public Graphics create() {
        SvgGraphics copy = new SvgGraphics(out);
        copy.copyState(this);
        return copy;
    }

    /**
     * The whole document.
     *
     * @param width how wide what was drawn is
     * @param height how high it is
     * @param shownWidth how wide it is shown, in pixels
     * @param shownHeight how high it is shown
     * @param description what it shows, for those who can't see it
     */
    public String document(int width, int height, int shownWidth, int shownHeight, String description) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + shownWidth + "\" height=\""
                + shownHeight
                + "\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\">\n<desc>"
                + escaped(description)
                + "</desc>\n" + out + "</svg>\n";
    }

    @Override
    public void draw(Shape shape) {
        Color color = inked(getColor());
        Stroke stroke = getStroke();
        if (color.getAlpha() == 0) {
            return;
        } else if (shape instanceof Ellipse2D ring && ring.getWidth() <= TINY) {
            fill(new Ellipse2D.Double(ring.getX(), ring.getY(), ring.getWidth(), ring.getWidth()));
        } else if (!(stroke instanceof BasicStroke basic)) {
            fill(stroke.createStrokedShape(shape));
        } else {
            String width = SvgDocument.number(basic.getLineWidth() * scale());
            String ends = basic.getEndCap() == BasicStroke.CAP_ROUND
                    ? " stroke-linecap=\"round\" stroke-linejoin=\"round\""
                    : "";
            String look = "fill=\"none\" stroke-width=\"" + width + '"' + ends + " stroke" + paint("stroke", color);
            out.shape(SvgPath.of(shape, getTransform()), look, isApart(shape, color));
        }
    }

    private static boolean isApart(Shape shape, Color color) {
        Rectangle2D box = shape.getBounds2D();
        return color.getAlpha() < 255 && Math.max(box.getWidth(), box.getHeight()) > MARK;
    }

    private double scale() {
        return Math.sqrt(Math.abs(getTransform().getDeterminant()));
    }

    @Override
    public void fill(Shape shape) {
        Color color = inked(getColor());
        if (color.getAlpha() == 0) {
            return;
        } else if (shape instanceof Ellipse2D disc && disc.getWidth() == disc.getHeight()) {
            Point2D middle = getTransform()
                    .transform(new Point2D.Double(disc.getCenterX(), disc.getCenterY()), new Point2D.Double());
            out.disc(middle.getX(), middle.getY(), disc.getWidth() * scale(), paint("stroke", color));
        } else {
            out.shape(SvgPath.of(shape, getTransform()), "fill" + paint("fill", color), isApart(shape, color));
        }
    }

    /** For example {@code ="#0072b2" stroke-opacity="0.5"}. */
    private static String paint(String what, Color color) {
        String plain = "=\"#" + HexFormat.of().toHexDigits(color.getRGB() & 0xFFFFFF, 6) + '"';
        return color.getAlpha() == 255
                ? plain
                : plain + ' ' + what + "-opacity=\"" + SvgDocument.number(color.getAlpha() / 255.0) + '"';
    }

    /** A gray as the middle gray that looks the same on white paper; darker ones become the middle gray itself. */
    private static Color inked(Color color) {
        int level = color.getRed();
        if (level != color.getGreen() || level != color.getBlue()) {
            return color;
        }
        double cover = Math.min(1, (255 - level) / (255.0 - MIDDLE));
        return new Color(MIDDLE, MIDDLE, MIDDLE, (int) Math.round(color.getAlpha() * cover));
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (inked(getColor()).getAlpha() == 0) {
            return;
        }
        AffineTransform t = getTransform();
        Font font = getFont();
        StringBuilder element = new StringBuilder("<text x=\"").append(SvgDocument.number(x));
        element.append("\" y=\"").append(SvgDocument.number(y)).append('"');
        if (!t.isIdentity()) {
            element.append(" transform=\"matrix(");
            double[] m = new double[6];
            t.getMatrix(m);
            for (int i = 0; i < m.length; i++) {
                element.append(i == 0 ? "" : " ").append(SvgDocument.number(m[i]));
            }
            element.append(")\"");
        }
        element.append(" font-size=\"")
                .append(SvgDocument.number(font.getSize2D()))
                .append('"');
        boolean bold = font.isBold()
                || TextAttribute.WEIGHT_BOLD.equals(font.getAttributes().get(TextAttribute.WEIGHT));
        element.append(bold ? " font-weight=\"bold\"" : "");
        // The texts were fitted with this machine's font; another one must not make them longer.
        element.append(" textLength=\"").append(getFontMetrics(font).stringWidth(text));
        element.append("\" lengthAdjust=\"spacingAndGlyphs\" fill");
        out.add(element.append(paint("fill", inked(getColor())))
                .append('>')
                .append(escaped(text))
                .append("</text>\n"));
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
