package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Draws lines through places. Each runs as one stroke, so that a faint one is no darker where it bends. */
final class PathPainter {

    /** Above so many pieces a picture is counted together instead of being painted piece by piece. */
    private static final int MANY = 150;

    private PathPainter() {}

    static void paint(Graphics2D g, Area area, Layer.Path path) {
        if (path.x().length > MANY && path.width() <= 1 && !(g instanceof RecordingGraphics)) {
            counted(g, area, path);
        } else {
            strokes(g, area, path);
        }
    }

    private static void strokes(Graphics2D g, Area area, Layer.Path path) {
        g.setColor(path.color());
        g.setStroke(new BasicStroke(path.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        int length = path.x().length;
        int from = 0;
        while (from < length) {
            int to = end(path, from);
            if (to - from > 1) {
                g.draw(stroke(area, path, from, to));
            }
            from = to + 1;
        }
    }

    /** Where the line that begins at a place is broken. */
    private static int end(Layer.Path path, int from) {
        int to = from;
        while (to < path.x().length && !Double.isNaN(path.y()[to])) {
            to++;
        }
        return to;
    }

    private static Path2D stroke(Area area, Layer.Path path, int from, int to) {
        Path2D stroke = new Path2D.Double(Path2D.WIND_NON_ZERO, to - from);
        stroke.moveTo(area.px(path.x()[from]), area.py(path.y()[from]));
        for (int i = from + 1; i < to; i++) {
            stroke.lineTo(area.px(path.x()[i]), area.py(path.y()[i]));
        }
        return stroke;
    }

    /** In pixels of the image, of which several may lie along one of the picture. */
    private static void counted(Graphics2D g, Area area, Layer.Path path) {
        AffineTransform before = g.getTransform();
        double density = before.getScaleX();
        int left = (int) Math.floor(area.x() * density);
        int top = (int) Math.floor(area.y() * density);
        LineRaster raster = new LineRaster(
                (int) Math.ceil(area.right() * density) - left + 1, (int) Math.ceil(area.bottom() * density) - top + 1);
        for (int i = 1; i < path.x().length; i++) {
            if (!Double.isNaN(path.y()[i - 1]) && !Double.isNaN(path.y()[i])) {
                raster.line(
                        density * area.px(path.x()[i - 1]) - left,
                        density * area.py(path.y()[i - 1]) - top,
                        density * area.px(path.x()[i]) - left,
                        density * area.py(path.y()[i]) - top);
            }
        }
        g.setTransform(AffineTransform.getTranslateInstance(before.getTranslateX(), before.getTranslateY()));
        raster.paint(g, left, top, path.color());
        g.setTransform(before);
    }
}
