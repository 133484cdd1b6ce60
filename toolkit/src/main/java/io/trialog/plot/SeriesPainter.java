package io.trialog.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lets XChart draw dots and lines into an area, which its plot then fills exactly. */
final class SeriesPainter {

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private SeriesPainter() {}

    static void paint(Graphics2D g, Area area, List<Layer> layers) {
        int width = (int) Math.round(area.width());
        int height = (int) Math.round(area.height());
        XYChart chart = new XYChart(width, height);
        bare(chart.getStyler(), area);
        for (int i = 0; i < layers.size(); i++) {
            add(chart, "series " + i, layers.get(i));
        }
        if (!chart.getSeriesCollection().isEmpty()) {
            AffineTransform before = g.getTransform();
            g.translate(area.x(), area.y());
            chart.paint(g, width, height);
            g.setTransform(before);
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

    private static void add(XYChart chart, String name, Layer layer) {
        if (layer instanceof Layer.Path path && path.x().length > 0) {
            XYSeries series = chart.addSeries(name, path.x(), path.y());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(path.colour());
            series.setLineStyle(new BasicStroke(path.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        } else if (layer instanceof Layer.Dots dots && dots.x().length > 0) {
            XYSeries series = chart.addSeries(name, dots.x(), dots.y());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(new Shape(dots.mark(), dots.size()));
            series.setMarkerColor(dots.colour());
        }
    }

    /** Draws a mark around a point. */
    static void mark(Graphics2D g, Layer.Mark mark, double x, double y, double size) {
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

        private final Layer.Mark mark;
        private final int size;

        Shape(Layer.Mark mark, int size) {
            this.mark = mark;
            this.size = size;
        }

        @Override
        public void paint(Graphics2D g, double x, double y, int ignored) {
            mark(g, mark, x, y, size);
        }
    }
}
