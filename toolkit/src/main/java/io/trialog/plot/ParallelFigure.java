package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.ParallelData;
import io.trialog.internal.analysis.ParallelData.Line;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.PanelPainter;
import io.trialog.internal.paint.Scene;
import io.trialog.internal.paint.Ticks;
import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** One line per trial over the objective and all parameters, the best ones dark and on top. */
final class ParallelFigure {

    private static final int BANDS = 10;
    private static final int FEW = 70;
    private static final int AXIS_ROOM = 92;

    /** So many parameters stand beside each other: a notebook would shrink a wider picture until nobody can read it. */
    private static final int MOST_AXES = 10;

    private static final int ROW_HEIGHT = 360;
    private static final double ABSENT = -0.1;

    private ParallelFigure() {}

    static Plot plot(String study, ParallelData data, int trials) {
        if (data.lines().isEmpty()) {
            return Plot.missing(Missing.values(study, data.objective().name(), trials));
        }
        boolean gaps = data.lines().stream().anyMatch(ParallelFigure::hasGap);
        Axis y = Axis.ofNumbers("", false, gaps ? ABSENT - 0.05 : 0, 1);
        Figure.ColorBar bar = bar(data);
        int rows = Math.max(1, (data.axes().size() + MOST_AXES - 1) / MOST_AXES);
        int columns = (data.axes().size() + rows - 1) / rows;
        List<Figure.Panel> panels = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            panels.add(panel(data.only(from, Math.min(data.axes().size(), from + columns)), columns, y, bar));
        }
        List<String> notes = new ArrayList<>(Missing.notes(data.range()));
        if (gaps) {
            notes.add("A line that runs through – belongs to a trial without that parameter.");
        }
        int width = Math.max(Figure.WIDTH, 180 + AXIS_ROOM * (columns + 1));
        int height = rows == 1 ? Figure.HEIGHT : 60 + ROW_HEIGHT * rows;
        String title = "Parallel coordinates of '" + study + "'";
        return Plot.of(new Figure(title, panels, 1, List.of(), bar, notes, width, height), text(data));
    }

    /** A row: the objective and some of the parameters, with room for {@code columns} of these. */
    private static Figure.Panel panel(ParallelData data, int columns, Axis y, Figure.ColorBar bar) {
        List<String> names = new ArrayList<>(List.of(data.objective().name()));
        data.axes().forEach(axis -> names.add(PanelPainter.named(axis)));
        while (names.size() <= columns) {
            names.add("");
        }
        Axis x = new Axis("", Axis.Scale.CATEGORICAL, true, 0, names.size() - 1.0, names);
        Scene scene = new Scene(x, y);
        for (int band = BANDS - 1; band >= 0; band--) {
            lines(scene, data, band, bar);
        }
        scene.add(new Layer.Uprights(uprights(data)));
        return new Figure.Panel(x, y, scene.panel().layers(), Figure.Look.UPRIGHTS);
    }

    private static boolean hasGap(Line line) {
        for (double internal : line.internals()) {
            if (Double.isNaN(internal)) {
                return true;
            }
        }
        return false;
    }

    private static Figure.ColorBar bar(ParallelData data) {
        ValueRange range = data.range();
        List<String> ends = range.best() == range.worst()
                ? NumberText.apart(range.best())
                : NumberText.apart(range.best(), range.worst());
        return new Figure.ColorBar(data.objective().name(), ends, BANDS, range.direction() == Direction.MAXIMIZE);
    }

    private static void lines(Scene scene, ParallelData data, int band, Figure.ColorBar bar) {
        List<Line> lines = data.lines().stream()
                .filter(line -> bar.step(data.range().fraction(line.value())) == band)
                .toList();
        int width = data.axes().size() + 2;
        double[] x = new double[lines.size() * width];
        double[] y = new double[lines.size() * width];
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            y[i * width] = height(data.objective(), data.range().shown(line.value()));
            for (int k = 1; k < width; k++) {
                x[i * width + k] = Math.min(k, width - 2);
                y[i * width + k] =
                        k == width - 1 ? Double.NaN : height(data.axes().get(k - 1), line.internals()[k - 1]);
            }
        }
        boolean few = lines.size() <= FEW;
        Color color = Colors.faint(bar.color(band), few ? 0.85 : Math.max(band < 2 ? 0.2 : 0.1, 60.0 / lines.size()));
        scene.add(new Layer.Path(x, y, color, band == 0 && few ? 1.7f : 1));
    }

    private static double height(Axis axis, double internal) {
        return Double.isNaN(internal) ? ABSENT : axis.fraction(axis.place(internal));
    }

    private static List<Layer.Upright> uprights(ParallelData data) {
        List<Layer.Upright> uprights = new ArrayList<>();
        uprights.add(upright(0, data.objective(), false));
        for (int i = 0; i < data.axes().size(); i++) {
            int k = i;
            boolean gap = data.lines().stream().anyMatch(line -> Double.isNaN(line.internals()[k]));
            uprights.add(upright(i + 1, data.axes().get(i), gap));
        }
        return uprights;
    }

    private static Layer.Upright upright(int x, Axis axis, boolean gap) {
        List<Ticks.Tick> ticks = new ArrayList<>();
        for (Ticks.Tick tick : Ticks.of(axis, axis.scale() == Axis.Scale.CATEGORICAL ? 18 : 7)) {
            ticks.add(new Ticks.Tick(axis.fraction(tick.place()), tick.text()));
        }
        if (gap) {
            ticks.add(new Ticks.Tick(ABSENT, "–"));
        }
        return new Layer.Upright(x, ticks);
    }

    private static String text(ParallelData data) {
        StringBuilder text = new StringBuilder();
        text.append("  ").append(Missing.count(data.lines().size())).append(" over ");
        text.append(data.axes().size()).append(data.axes().size() == 1 ? " parameter\n" : " parameters\n");
        for (Axis axis : data.axes()) {
            text.append("  ").append(axis.name()).append(": ");
            text.append(
                    axis.scale() == Axis.Scale.CATEGORICAL
                            ? axis.categories().size() + " choices"
                            : axis.text(axis.low()) + " to " + axis.text(axis.high()));
            text.append('\n');
        }
        return text.toString();
    }
}
