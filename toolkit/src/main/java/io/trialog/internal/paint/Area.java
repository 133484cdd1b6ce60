package io.trialog.internal.paint;

import io.trialog.internal.analysis.Axis;
import java.awt.geom.Rectangle2D;

/**
 * Where a panel's coordinates lie on the paper.
 *
 * @param x the left edge
 * @param y the upper edge
 * @param width the width of the coordinate system
 * @param height its height
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Area(double x, double y, double width, double height, Axis across, Axis up) {

    public double px(double place) {
        return x + width * across.fraction(place);
    }

    public double py(double place) {
        return y + height * (1 - up.fraction(place));
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    Rectangle2D rectangle() {
        return new Rectangle2D.Double(x, y, width, height);
    }
}
