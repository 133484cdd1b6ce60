package io.trialog.internal.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Draws thousands of thin lines of one color at once: how many cross a pixel is counted (smoothed as by X. Wu, <em>An Efficient
 * Antialiasing Technique</em>, SIGGRAPH 1991), and each pixel is painted once, as dark as that many lines make it. Java2D, which
 * paints line by line, takes ten times as long. For one thread.
 */
final class LineRaster {

    private final int width;
    private final int height;
    private final float[] crossed;

    public LineRaster(int width, int height) {
        this.width = width;
        this.height = height;
        this.crossed = new float[width * height];
    }

    /** Counts a line in pixels from the upper left corner; what lies outside is left out. */
    public void line(double x1, double y1, double x2, double y2) {
        if (Math.abs(x2 - x1) >= Math.abs(y2 - y1)) {
            steps(x1, y1, x2, y2, true);
        } else {
            steps(y1, x1, y2, x2, false);
        }
    }

    /** One step per pixel of the longer side, {@code along}, shared by the two pixels between which the line runs. */
    private void steps(double a1, double b1, double a2, double b2, boolean across) {
        double from = Math.min(a1, a2);
        double to = Math.max(a1, a2);
        double slope = a1 == a2 ? 0 : (b2 - b1) / (a2 - a1);
        int first = (int) Math.max(0, Math.floor(from));
        int last = (int) Math.min((across ? width : height) - 1.0, Math.floor(to));
        for (int along = first; along <= last; along++) {
            double part = Math.min(to, along + 1.0) - Math.max(from, along);
            double middle = Math.max(from, along) + part / 2;
            double place = b1 + (middle - a1) * slope - 0.5;
            int below = (int) Math.floor(place);
            double share = place - below;
            add(along, below, part * (1 - share), across);
            add(along, below + 1, part * share, across);
        }
    }

    private void add(int along, int aside, double part, boolean across) {
        if (aside >= 0 && aside < (across ? height : width)) {
            crossed[across ? aside * width + along : along * width + aside] += (float) part;
        }
    }

    /** Paints what was counted, with the upper left corner at a place. */
    public void paint(Graphics2D g, int x, int y, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        double thrust = Math.log1p(-Math.min(0.999, color.getAlpha() / 255.0));
        int plain = color.getRGB() & 0xFFFFFF;
        for (int i = 0; i < pixels.length; i++) {
            if (crossed[i] > 0) {
                pixels[i] = (int) Math.round(-255 * Math.expm1(crossed[i] * thrust)) << 24 | plain;
            }
        }
        g.drawImage(image, x, y, null);
    }
}
