package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.Point;
import io.trialog.internal.analysis.SliceData;
import io.trialog.internal.analysis.SliceData.Slice;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One panel per parameter, values upwards, early trials dark and late ones bright. */
final class SliceFigure {

    private static final int COLUMNS = 4;
    private static final int MOST = 12;
    private static final int STEPS = 10;
    private static final int PANEL_WIDTH = 225;
    private static final int PANEL_HEIGHT = 245;

    private SliceFigure() {}

    /** The parameters that matter most, in this order; a dozen panels at most. */
    static Plot plot(String study, SliceData data, List<String> order, int trials) {
        if (data.slices().isEmpty()) {
            return Plot.missing(
                    data.trials() == 0 ? Missing.values(study, data.metric(), trials) : Missing.parameters(study));
        }
        List<Slice> slices = data.slices().stream()
                .sorted(Comparator.comparingInt(
                        slice -> place(order, slice.axis().name())))
                .limit(MOST)
                .toList();
        ValueRange range = range(data);
        Axis y = range.axis(data.metric());
        List<String> ends = trials == 1 ? List.of("0") : List.of("0", Integer.toString(trials - 1));
        Figure.ColorBar bar = new Figure.ColorBar("trial", ends, STEPS, false);
        int columns = Math.min(COLUMNS, slices.size());
        List<Figure.Panel> panels = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Scene scene = scene(slices.get(i), y, bar, trials);
            Figure.Look look = i % columns == 0 ? Figure.Look.FULL : Figure.Look.SHARED_Y;
            Figure.Panel panel = scene.panel();
            panels.add(new Figure.Panel(panel.x(), panel.y(), panel.layers(), look));
        }
        int rows = (slices.size() + columns - 1) / columns;
        int width = Math.max(480, 190 + PANEL_WIDTH * columns);
        int height = Math.max(320, 70 + PANEL_HEIGHT * rows);
        String title = "Slices: " + data.metric() + " over each parameter in '" + study + "'";
        Figure figure = new Figure(title, panels, columns, keys(slices), bar, notes(data, range), width, height);
        return Plot.of(figure, text(data));
    }

    /** A parameter whose importance is not known stands behind the others, in the order of the study. */
    private static int place(List<String> order, String name) {
        int place = order.indexOf(name);
        return place < 0 ? order.size() : place;
    }

    private static List<String> notes(SliceData data, ValueRange range) {
        List<String> notes = new ArrayList<>(Missing.notes(range));
        if (data.slices().size() > MOST) {
            notes.add("The " + MOST + " most important of " + data.slices().size() + " parameters that varied.");
        }
        return notes;
    }

    private static ValueRange range(SliceData data) {
        Map<Integer, Point> trials = new HashMap<>();
        data.slices().forEach(slice -> slice.points().forEach(point -> trials.put(point.trial(), point)));
        return ValueRange.ofComplete(data.direction(), trials.values());
    }

    private static Scene scene(Slice slice, Axis y, Figure.ColorBar bar, int trials) {
        Scene scene = new Scene(slice.axis(), y).crowd(slice.points().size());
        int size = Scene.size(slice.points().size());
        scene.dots(
                slice.points().stream().filter(point -> !point.isComplete()).toList(),
                Colors.MUTED,
                Layer.Mark.RING,
                size);
        List<List<Point>> steps = new ArrayList<>();
        for (int step = 0; step < bar.steps(); step++) {
            steps.add(new ArrayList<>());
        }
        slice.points().stream()
                .filter(Point::isComplete)
                .forEach(point ->
                        steps.get(bar.step((double) point.trial() / trials)).add(point));
        for (int step = 0; step < bar.steps(); step++) {
            scene.dots(steps.get(step), bar.color(step), Layer.Mark.DISC, size);
        }
        return scene;
    }

    private static List<Figure.Key> keys(List<Slice> slices) {
        List<Figure.Key> keys = new ArrayList<>();
        keys.add(new Figure.Key("complete", Colors.amount(0.3), Layer.Mark.DISC));
        boolean pruned =
                slices.stream().flatMap(slice -> slice.points().stream()).anyMatch(point -> !point.isComplete());
        if (pruned) {
            keys.add(new Figure.Key("pruned (last value)", Colors.MUTED, Layer.Mark.RING));
        }
        return keys;
    }

    private static String text(SliceData data) {
        StringBuilder text = new StringBuilder();
        for (Slice slice : data.slices()) {
            Axis axis = slice.axis();
            text.append("  ")
                    .append(axis.name())
                    .append(": ")
                    .append(slice.points().size())
                    .append(" trials, ");
            text.append(
                    axis.scale() == Axis.Scale.CATEGORICAL
                            ? axis.categories().size() + " choices"
                            : axis.text(axis.low()) + " to " + axis.text(axis.high()));
            text.append('\n');
        }
        double best = data.slices().stream()
                .flatMap(slice -> slice.points().stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(Double.NaN);
        double least = data.slices().stream()
                .flatMap(slice -> slice.points().stream())
                .mapToDouble(Point::y)
                .min()
                .orElse(Double.NaN);
        text.append("  ").append(data.metric()).append(": ").append(NumberText.of(least));
        return text.append(" to ").append(NumberText.of(best)).append('\n').toString();
    }
}
