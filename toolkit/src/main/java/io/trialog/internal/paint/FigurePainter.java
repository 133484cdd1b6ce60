package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws a figure: title, legend, panels, color bar and notes. */
public final class FigurePainter {

    private static final int MARGIN = 12;
    private static final int BAR_ROOM = 108;
    private static final int BAR_WIDTH = 14;
    private static final int HIGHEST_BAR = 330;

    private final Pen pen;
    private final Graphics2D g;
    private final Figure figure;

    private FigurePainter(Graphics2D g, Figure figure) {
        this.g = g;
        this.pen = new Pen(g);
        this.figure = figure;
    }

    public static void paint(Graphics2D g, Figure figure) {
        new FigurePainter(g, figure).paint();
    }

    /** A sentence in place of a plot. */
    public static void sentence(Graphics2D g, String text, int width, int height) {
        Pen pen = new Pen(g);
        g.setColor(Colors.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        pen.font(Font.PLAIN, Pen.NAME).color(Colors.PALE_INK);
        List<String> lines = Lines.wrapped(text, part -> pen.width(part) <= width - 6 * MARGIN);
        double y = (height - (lines.size() - 1.0) * pen.height() * 1.3) / 2;
        for (String line : lines) {
            pen.centred(line, width / 2.0, y);
            y += pen.height() * 1.3;
        }
    }

    private void paint() {
        g.setColor(Colors.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, figure.width(), figure.height()));
        double top = legend(title());
        double bottom = notes();
        double right = figure.width() - MARGIN - (figure.bar() == null ? 0.0 : BAR_ROOM);
        panels(new Rectangle2D.Double(MARGIN, top, right - MARGIN, bottom - top));
        if (figure.bar() != null) {
            double height = Math.min(HIGHEST_BAR, bottom - top - 6 * MARGIN);
            bar(figure.bar(), right + 2 * MARGIN, top + 2 * MARGIN, height);
        }
    }

    private double title() {
        pen.font(Font.BOLD, Pen.TITLE).color(Colors.INK);
        pen.left(pen.fitted(figure.title(), figure.width() - 2 * MARGIN), MARGIN, MARGIN + Pen.TITLE);
        return MARGIN + Pen.TITLE + 8.0;
    }

    private double legend(double top) {
        if (figure.keys().isEmpty()) {
            return top;
        }
        pen.font(Font.PLAIN, Pen.SMALL);
        double x = MARGIN;
        double y = top + pen.height();
        for (Figure.Key key : figure.keys()) {
            int width = pen.width(key.text()) + 38;
            if (x > MARGIN && x + width > figure.width() - MARGIN) {
                x = MARGIN;
                y += pen.height() + 4;
            }
            g.setColor(key.color());
            double size = key.mark() == Layer.Mark.LINE || key.mark() == Layer.Mark.BAR ? 16 : 8;
            if (key.mark() == Layer.Mark.BAR) {
                g.fill(new Rectangle2D.Double(x, y - 9, size, 9));
            } else {
                SeriesPainter.mark(g, key.mark(), x + 8, y - 4, size);
            }
            pen.color(Colors.INK).left(key.text(), x + 21, y);
            x += width;
        }
        return y + 6;
    }

    private double notes() {
        pen.font(Font.PLAIN, Pen.SMALL).color(Colors.PALE_INK);
        double bottom = figure.height() - 6.0;
        List<String> lines = figure.notes().stream()
                .flatMap(note -> Lines.wrapped(note, part -> pen.width(part) <= figure.width() - 2 * MARGIN).stream())
                .toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            pen.left(lines.get(i), MARGIN, bottom - 2);
            bottom -= pen.height();
        }
        return bottom;
    }

    private void panels(Rectangle2D.Double room) {
        int columns = figure.columns();
        int rows = (figure.panels().size() + columns - 1) / columns;
        double height = room.height / rows;
        // The first panel of a row has the texts of the vertical axis.
        double first = columns > 1 ? 62 : 0;
        double width = (room.width - first) / columns;
        for (int row = 0; row < rows; row++) {
            List<PanelPainter> painters = new ArrayList<>();
            for (int i = row * columns; i < Math.min(figure.panels().size(), (row + 1) * columns); i++) {
                int column = i % columns;
                double x = room.x + column * width + (column == 0 ? 0 : first);
                double wide = column == 0 ? width + first : width;
                Rectangle2D paper = new Rectangle2D.Double(x, room.y + row * height, wide, height);
                painters.add(new PanelPainter(pen, figure.panels().get(i), paper));
            }
            double footing =
                    painters.stream().mapToDouble(PanelPainter::footing).max().orElse(0);
            painters.forEach(painter -> painter.paint(footing));
        }
    }

    private void bar(Figure.ColorBar bar, double x, double y, double height) {
        pen.font(Font.PLAIN, Pen.SMALL).color(Colors.INK);
        pen.left(pen.fitted(bar.title(), BAR_ROOM - MARGIN), x, y - 8);
        double cell = height / bar.steps();
        for (int i = 0; i < bar.steps(); i++) {
            g.setColor(bar.color(i));
            double top = bar.isDarkAbove() ? i * cell : height - (i + 1) * cell;
            g.fill(new Rectangle2D.Double(x, y + top - 0.1, BAR_WIDTH, cell + 0.2));
        }
        g.setStroke(new BasicStroke(1));
        for (int i = 0; i < bar.texts().size(); i++) {
            double fraction = i / Math.max(1.0, bar.texts().size() - 1.0);
            double at = y + height * (bar.isDarkAbove() ? fraction : 1 - fraction);
            g.setColor(Colors.INK);
            g.draw(new Line2D.Double(x + BAR_WIDTH, at, x + BAR_WIDTH + 3, at));
            pen.left(
                    pen.fitted(bar.texts().get(i), BAR_ROOM - 3 * MARGIN), x + BAR_WIDTH + 6, at + pen.height() * 0.32);
        }
    }
}
