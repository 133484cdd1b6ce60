package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws the layers that XChart has no form for. */
final class LayerPainter {

    private static final int WIDEST_TEXT = 84;
    private static final int THICKEST_BAR = 22;

    private LayerPainter() {}

    /** What lies under dots and lines. */
    static void below(Pen pen, Area area, List<Layer> layers) {
        PanelPainter.only(layers, Layer.Cells.class).forEach(cells -> cells(pen.graphics(), area, cells));
        PanelPainter.only(layers, Layer.Areas.class).forEach(areas -> areas(pen.graphics(), area, areas));
        PanelPainter.only(layers, Layer.Pieces.class).forEach(pieces -> pieces(pen.graphics(), area, pieces));
        PanelPainter.only(layers, Layer.Bars.class).forEach(bars -> bars(pen, area, bars));
    }

    /** What lies over them. */
    static void above(Pen pen, Area area, List<Layer> layers) {
        PanelPainter.only(layers, Layer.Uprights.class)
                .forEach(uprights -> uprights.uprights().forEach(upright -> upright(pen, area, upright)));
    }

    private static void cells(Graphics2D g, Area area, Layer.Cells cells) {
        int rows = cells.colors().size() / cells.columns();
        int next = 0;
        for (int i = 0; i < cells.colors().size(); i = next) {
            Color color = cells.colors().get(i);
            int column = i % cells.columns();
            int row = i / cells.columns();
            next = i + 1; // the first cell of another color, or of the next row
            while (next < (row + 1) * cells.columns()
                    && cells.colors().get(next).equals(color)) {
                next++;
            }
            if (color.getAlpha() > 0) {
                double left = edge(area.x(), area.width(), column, cells.columns());
                double right = edge(area.x(), area.width(), column + next - i, cells.columns());
                double upper = edge(area.y(), area.height(), rows - row - 1, rows);
                double lower = edge(area.y(), area.height(), rows - row, rows);
                g.setColor(color);
                g.fill(new Rectangle2D.Double(left, upper, right - left, lower - upper));
            }
        }
    }

    private static void areas(Graphics2D g, Area area, Layer.Areas areas) {
        Path2D path = new Path2D.Double();
        for (double[] polygon : areas.polygons()) {
            for (int i = 0; i < polygon.length; i += 2) {
                double x = area.x() + area.width() * polygon[i];
                double y = area.y() + area.height() * (1 - polygon[i + 1]);
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            path.closePath();
        }
        g.setColor(areas.color());
        g.fill(path);
    }

    private static void pieces(Graphics2D g, Area area, Layer.Pieces pieces) {
        g.setColor(pieces.color());
        g.setStroke(new BasicStroke(0.6f));
        for (double[] piece : pieces.pieces()) {
            g.draw(new Line2D.Double(
                    area.x() + area.width() * piece[0],
                    area.y() + area.height() * (1 - piece[1]),
                    area.x() + area.width() * piece[2],
                    area.y() + area.height() * (1 - piece[3])));
        }
    }

    /** Edges lie on whole pixels: smoothed ones would show as seams. */
    private static double edge(double from, double length, int index, int count) {
        return Math.rint(from + length * index / count);
    }

    private static void bars(Pen pen, Area area, Layer.Bars bars) {
        Graphics2D g = pen.graphics();
        double unit = Math.abs(area.py(0) - area.py(1));
        double height = Math.max(1, Math.min(THICKEST_BAR, bars.thickness() * unit));
        for (int i = 0; i < bars.y().length; i++) {
            double x = area.px(bars.from()[i]);
            double end = area.px(bars.to()[i]);
            double y = area.py(bars.y()[i]);
            g.setColor(bars.color());
            g.fill(new Rectangle2D.Double(x, y - height / 2, Math.max(1.5, end - x), height));
            if (i < bars.texts().size()) {
                pen.font(Font.PLAIN, Pen.SMALL).color(Colors.INK);
                pen.left(bars.texts().get(i), end + 4, y + pen.height() * 0.32);
            }
        }
    }

    private static void upright(Pen pen, Area area, Layer.Upright upright) {
        Graphics2D g = pen.graphics();
        double x = area.px(upright.x());
        g.setColor(Colors.INK);
        g.setStroke(new BasicStroke(1.3f));
        g.draw(new Line2D.Double(x, area.y(), x, area.bottom()));
        pen.font(Font.PLAIN, Pen.SMALL);
        int room = (int) Math.min(
                WIDEST_TEXT, area.width() / (area.across().to() - area.across().from()) - 12);
        for (Ticks.Tick tick : upright.ticks()) {
            double y = area.py(tick.place());
            g.setColor(Colors.INK);
            g.draw(new Line2D.Double(x - 3, y, x + 3, y));
            PanelPainter.haloed(pen, pen.fitted(tick.text(), room), x + 6, y + pen.height() * 0.32);
        }
    }
}
