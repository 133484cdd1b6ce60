package io.trialog.internal.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/** Draws dots and lines into an area: lines as they are, dots of an image as XChart's series, whose plot fills the area exactly. */
final class SeriesPainter {

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private SeriesPainter() {}

    /** Draws the layers from below to above; dots that follow each other are the series of one chart. */
    public static void paint(Graphics2D g, Area area, List<Layer> layers) {
        List<Layer.Dots> together = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer instanceof Layer.Dots dots && dots.x().length > 0) {
                together.add(dots);
            } else if (layer instanceof Layer.Path path) {
                dots(g, area, together);
                together.clear();
                PathPainter.paint(g, area, path);
            }
        }
        dots(g, area, together);
    }

    private static void dots(Graphics2D g, Area area, List<Layer.Dots> layers) {
        if (g instanceof RecordingGraphics) {
            layers.forEach(dots -> marks(g, area, dots));
            return;
        } else if (layers.isEmpty()) {
            return;
        }
        XYChart chart = new XYChart((int) area.width(), (int) area.height());
        bare(chart.getStyler(), area);
        for (Layer.Dots dots : layers) {
            XYSeries series =
                    chart.addSeries("series " + chart.getSeriesCollection().size(), dots.x(), dots.y());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(new Shape(dots, g.getTransform().getScaleX()));
            series.setMarkerColor(dots.color());
        }
        AffineTransform before = g.getTransform();
        g.translate(area.x(), area.y());
        chart.paint(g, chart.getWidth(), chart.getHeight());
        g.setTransform(before);
    }

    private static void marks(Graphics2D g, Area area, Layer.Dots dots) {
        g.setColor(dots.color());
        for (int i = 0; i < dots.x().length; i++) {
            mark(g, dots.mark(), area.px(dots.x()[i]), area.py(dots.y()[i]), dots.size());
        }
    }

    /** Nothing but the series. */
    private static void bare(XYStyler styler, Area area) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setPlotTicksMarksVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(0);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setXAxisMin(area.across().from());
        styler.setXAxisMax(area.across().to());
        styler.setYAxisMin(area.up().from());
        styler.setYAxisMax(area.up().to());
    }

    /** Draws a mark around a point. */
    public static void mark(Graphics2D g, Layer.Mark mark, double x, double y, double size) {
        double r = size / 2;
        g.setStroke(new BasicStroke(1.4f));
        switch (mark) {
            case DISC -> g.fill(new Ellipse2D.Double(x - r, y - r, size, size));
            case RING -> g.draw(new Ellipse2D.Double(x - r, y - r, size, size));
            case CROSS -> {
                g.draw(new Line2D.Double(x - r, y - r, x + r, y + r));
                g.draw(new Line2D.Double(x - r, y + r, x + r, y - r));
            }
            case DIAMOND -> g.fill(diamond(x, y, r));
            case LINE, BAR -> g.draw(new Line2D.Double(x - r, y, x + r, y));
        }
    }

    private static Path2D diamond(double x, double y, double r) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y - r);
        path.lineTo(x + r, y);
        path.lineTo(x, y + r);
        path.lineTo(x - r, y);
        path.closePath();
        return path;
    }

    /** One of our marks in XChart's terms. */
    private static final class Shape extends Marker {

        private final Stamp stamp;

        Shape(Layer.Dots dots, double density) {
            this.stamp = new Stamp(dots.mark(), dots.color(), dots.size(), density);
        }

        @Override
        public void paint(Graphics2D g, double x, double y, int ignored) {
            stamp.press(g, x, y);
        }
    }
}
