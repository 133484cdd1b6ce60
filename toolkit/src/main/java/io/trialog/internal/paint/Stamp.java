package io.trialog.internal.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * A mark that is drawn once and then copied to many places, which takes a tenth of the time. There is one picture for each
 * quarter of a pixel in both directions, so that dots stand where they belong. For one thread.
 */
final class Stamp {

    private static final int PARTS = 4;

    private final Layer.Mark mark;
    private final Color color;
    private final int size;
    private final double density;
    private final int middle;
    private final @Nullable BufferedImage[] pictures = new BufferedImage[PARTS * PARTS];

    /**
     * A mark.
     *
     * @param size its width
     * @param density how many pixels of the image lie along one of the picture
     */
    Stamp(Layer.Mark mark, Color color, int size, double density) {
        this.mark = mark;
        this.color = color;
        this.size = size;
        this.density = density;
        this.middle = (int) Math.ceil(size / 2.0 * density) + 2;
    }

    /** Draws the mark around a point, pixel by pixel. */
    void press(Graphics2D g, double x, double y) {
        AffineTransform before = g.getTransform();
        Point2D at = before.transform(new Point2D.Double(x, y), new Point2D.Double());
        g.setTransform(new AffineTransform());
        press(g, at);
        g.setTransform(before);
    }

    private void press(Graphics2D g, Point2D at) {
        int across = (int) Math.floor(at.getX() * PARTS);
        int down = (int) Math.floor(at.getY() * PARTS);
        BufferedImage picture = picture(Math.floorMod(across, PARTS), Math.floorMod(down, PARTS));
        g.drawImage(picture, Math.floorDiv(across, PARTS) - middle, Math.floorDiv(down, PARTS) - middle, null);
    }

    private BufferedImage picture(int across, int down) {
        int index = across * PARTS + down;
        BufferedImage picture = pictures[index];
        if (picture == null) {
            picture = new BufferedImage(2 * middle + 2, 2 * middle + 2, BufferedImage.TYPE_INT_ARGB);
            Graphics2D g = picture.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(color);
            g.translate(middle + (across + 0.5) / PARTS, middle + (down + 0.5) / PARTS);
            g.scale(density, density);
            SeriesPainter.mark(g, mark, 0, 0, size);
            g.dispose();
            pictures[index] = picture;
        }
        return picture;
    }
}
