package io.trialog.notebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A small picture with one pair of axes, as SVG in an image element: front ends keep these where they drop SVG elements. Its
 * gray is readable on light and on dark ground. Not safe for several threads.
 */
final class ChartSvg {

    private static final String GRAY = "#7f7f7f";
    private static final int DIGIT = 6;
    private static final int TOP = 24;
    private static final int BOTTOM = 20;

    private final int width;
    private final int height;
    private final int left;
    private final double low;
    private final double high;
    private final Html svg = new Html();

    /**
     * Begins a picture.
     *
     * @param title what the vertical axis shows
     * @param low the value at the lower end of the vertical axis
     * @param high the value at its upper end
     * @param ends the texts of both ends
     */
    ChartSvg(int width, int height, String title, double low, double high, List<String> ends) {
        this.width = width;
        this.height = height;
        this.low = low;
        this.high = high;
        this.left = 10 + DIGIT * ends.stream().mapToInt(String::length).max().orElse(0);
        svg.raw(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"system-ui,sans-serif\" font-size=\"10\">",
                width, height, width, height));
        svg.raw(format(
                "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"%s\" stroke-opacity=\".6\"/>",
                left, TOP - 4, base(), width, GRAY));
        label(left, 11, "start", title);
        label(left - 5, TOP + 5, "end", ends.get(1));
        label(left - 5, base(), "end", ends.get(0));
    }

    private int base() {
        return height - BOTTOM;
    }

    /** Texts below the horizontal axis: at its left end, in its middle, and at its right end. */
    void below(String first, String middle, String last) {
        label(left, height - 6, "start", first);
        label((left + width) / 2, height - 6, "middle", middle);
        label(width, height - 6, "end", last);
    }

    private void label(int x, int y, String anchor, String text) {
        svg.raw(format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">", x, y, anchor, GRAY))
                .text(text)
                .close("text");
    }

    /** Round dots or lines along a path. */
    void path(CharSequence path, String color, double strokeWidth, double opacity) {
        svg.raw("<path d=\"").raw(path.toString()).raw(format("\" fill=\"none\" stroke=\"%s\"", color));
        svg.raw(format(
                " stroke-width=\"%.1f\" stroke-opacity=\"%.2f\" stroke-linecap=\"round\"/>", strokeWidth, opacity));
    }

    /** The place of a fraction of the horizontal axis. */
    double x(double fraction) {
        return left + 4 + (width - left - 8) * fraction;
    }

    /** The place of a value; one beyond an end stands at that end. */
    double y(double value) {
        double part = (Math.min(high, Math.max(low, value)) - low) / (high - low);
        return base() - 3 - (base() - TOP - 3) * part;
    }

    /** The picture as an element, with a text for those who do not see it. */
    String image(String alt) {
        String document = svg + "</svg>";
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        String source = "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes);
        Html image = new Html();
        image.raw(format("<img width=\"%d\" height=\"%d\"", width, height));
        image.raw(" alt=\"" + Html.escaped(alt) + "\" src=\"" + source + "\"/>");
        return image.toString();
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
