package io.trialog.internal.paint;

import io.trialog.internal.analysis.Axis;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws one panel: frame, grid, marks and texts of the axes, and its layers. */
public final class PanelPainter {

    private static final int GAP = 6;
    private static final int WIDEST_TEXT = 150;
    private static final double SLANT = -38;

    private final Pen pen;
    private final Graphics2D g;
    private final Figure.Panel panel;
    private final Rectangle2D paper;
    private List<Ticks.Tick> up = List.of();
    private List<Ticks.Tick> across = List.of();
    private boolean slanted;

    PanelPainter(Pen pen, Figure.Panel panel, Rectangle2D paper) {
        this.pen = pen;
        this.g = pen.graphics();
        this.panel = panel;
        this.paper = paper;
    }

    /** The height that the texts of the horizontal axis need. */
    double footing() {
        pen.font(Font.PLAIN, Pen.SMALL);
        return paper.getMaxY() - area(0).bottom();
    }

    /** Draws the panel; panels side by side have the same footing, so that their values stand at the same height. */
    void paint(double footing) {
        pen.font(Font.PLAIN, Pen.SMALL);
        Area area = area(footing);
        boolean framed = panel.look() != Figure.Look.UPRIGHTS;
        if (framed) {
            grid(area);
        }
        LayerPainter.below(pen, area, panel.layers());
        SeriesPainter.paint(g, area, panel.layers());
        LayerPainter.above(pen, area, panel.layers());
        if (framed) {
            frame(area);
            texts(area);
        } else {
            headings(area);
        }
    }

    /** The coordinate system takes what the texts of its axes leave, on whole pixels. */
    private Area area(double footing) {
        boolean uprights = panel.look() == Figure.Look.UPRIGHTS;
        int line = pen.height();
        int leftText = panel.look() == Figure.Look.FULL ? upTexts() : 0;
        double left = uprights ? 30 : panel.look() == Figure.Look.FULL ? leftText + 2 * GAP + line + GAP : GAP;
        double width = paper.getWidth() - left - (uprights ? 60 : 2 * GAP);
        double below = uprights ? headingRoom(width) + GAP : acrossRoom(width, left) + line + 2 * GAP;
        double height = paper.getHeight() - (uprights ? below + 2 * GAP : Math.max(below, footing) + GAP);
        double top = paper.getY() + (uprights ? below : GAP);
        return new Area(
                Math.rint(paper.getX() + left),
                Math.rint(top),
                Math.rint(Math.max(20, width)),
                Math.rint(Math.max(20, height)),
                panel.x(),
                panel.y());
    }

    private int upTexts() {
        int most = (int) (paper.getHeight() - 60) / (pen.height() + (isCategories(panel.y()) ? 2 : 14));
        up = Ticks.of(panel.y(), most);
        return Math.min(WIDEST_TEXT, widest(up));
    }

    private int widest(List<Ticks.Tick> ticks) {
        return ticks.stream().mapToInt(tick -> pen.width(tick.text())).max().orElse(0);
    }

    private static boolean isCategories(Axis axis) {
        return axis.scale() == Axis.Scale.CATEGORICAL;
    }

    /** Numbers are thinned out until they fit; categories are slanted, and thinned out only when there is no room for that. */
    private double acrossRoom(double width, double left) {
        if (isCategories(panel.x())) {
            across = Ticks.of(panel.x(), Integer.MAX_VALUE);
            slanted = widest(across) + GAP > width / across.size();
            if (slanted) {
                across = Ticks.of(panel.x(), (int) (width / (pen.height() * 0.9)));
                return slantedRoom(left);
            }
            return pen.height();
        }
        for (int most = 8; most >= 2; most--) {
            across = Ticks.of(panel.x(), most);
            if (across.size() * (widest(across) + 12) <= width) {
                break;
            }
        }
        return pen.height();
    }

    private double slantedRoom(double left) {
        int text = Math.min(slantedText(left), widest(across));
        return text * Math.sin(Math.toRadians(-SLANT)) + pen.height();
    }

    private int slantedText(double left) {
        return (int) Math.min(WIDEST_TEXT, Math.min(paper.getHeight() * 0.32, left + 70));
    }

    private double headingRoom(double width) {
        across = Ticks.of(panel.x(), Integer.MAX_VALUE);
        pen.font(Font.BOLD, Pen.SMALL);
        slanted = widest(across) + GAP > width / across.size();
        double room = slanted ? Math.min(WIDEST_TEXT, widest(across)) * Math.sin(Math.toRadians(-SLANT)) : 0;
        return room + pen.height();
    }

    private void grid(Area area) {
        g.setStroke(new BasicStroke(1));
        g.setColor(Colors.PAPER);
        g.fill(area.rectangle());
        g.setColor(Colors.GRID);
        List<Ticks.Tick> lines = up.isEmpty() ? Ticks.of(panel.y(), (int) area.height() / 30) : up;
        if (!isCategories(panel.y())) {
            lines.forEach(tick ->
                    g.draw(new Line2D.Double(area.x(), area.py(tick.place()), area.right(), area.py(tick.place()))));
        }
        if (!isCategories(panel.x())) {
            across.forEach(tick ->
                    g.draw(new Line2D.Double(area.px(tick.place()), area.y(), area.px(tick.place()), area.bottom())));
        }
    }

    private void frame(Area area) {
        g.setStroke(new BasicStroke(1));
        g.setColor(Colors.FRAME);
        g.draw(area.rectangle());
    }

    private void texts(Area area) {
        pen.font(Font.PLAIN, Pen.SMALL).color(Colors.INK);
        double middle = pen.height() * 0.32;
        for (Ticks.Tick tick : up) {
            pen.right(pen.fitted(tick.text(), WIDEST_TEXT), area.x() - GAP, area.py(tick.place()) + middle);
        }
        for (Ticks.Tick tick : across) {
            if (slanted) {
                String text = pen.fitted(tick.text(), slantedText(area.x() - paper.getX()));
                pen.turned(text, area.px(tick.place()) + 3, area.bottom() + GAP + 2, SLANT, 1);
            } else {
                double half = pen.width(tick.text()) / 2.0 + 1;
                double centre = Math.max(paper.getX() + half, Math.min(paper.getMaxX() - half, area.px(tick.place())));
                pen.centred(tick.text(), centre, area.bottom() + pen.height());
            }
        }
        pen.font(Font.PLAIN, Pen.NAME).color(Colors.INK);
        String name = pen.fitted(named(panel.x()), (int) area.width());
        pen.centred(name, area.x() + area.width() / 2, paper.getMaxY() - GAP);
        if (panel.look() == Figure.Look.FULL) {
            String title = pen.fitted(named(panel.y()), (int) area.height());
            pen.turned(title, paper.getX() + pen.height() * 0.55, area.y() + area.height() / 2, -90, 0.5);
        }
    }

    /** What stands beside an axis. */
    public static String named(Axis axis) {
        return axis.scale() == Axis.Scale.LOGARITHMIC ? axis.name() + " (log)" : axis.name();
    }

    private void headings(Area area) {
        pen.font(Font.BOLD, Pen.SMALL).color(Colors.INK);
        double room = area.width() / across.size();
        for (Ticks.Tick tick : across) {
            double x = area.px(tick.place());
            if (slanted) {
                pen.turned(pen.fitted(tick.text(), WIDEST_TEXT), x - 4, area.y() - 2 * GAP, SLANT, 0);
            } else {
                pen.centred(pen.fitted(tick.text(), (int) room - GAP), x, area.y() - GAP - 2);
            }
        }
    }

    /** A white edge around dark text keeps it readable over lines. */
    static void haloed(Pen pen, String text, double x, double y) {
        pen.color(new Color(255, 255, 255, 215));
        Rectangle2D box =
                new Rectangle2D.Double(x - 1, y - pen.height() * 0.75, pen.width(text) + 2.0, pen.height() * 0.95);
        pen.graphics().fill(box);
        pen.color(Colors.INK).left(text, x, y);
    }

    /** Those of the layers that are of one kind. */
    static <T extends Layer> List<T> only(List<Layer> layers, Class<T> kind) {
        List<T> only = new ArrayList<>();
        layers.forEach(layer -> {
            if (kind.isInstance(layer)) {
                only.add(kind.cast(layer));
            }
        });
        return only;
    }
}
