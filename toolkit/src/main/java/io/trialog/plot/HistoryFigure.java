package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.HistoryData;
import io.trialog.internal.analysis.Point;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Values over trial numbers, with the best one so far. */
final class HistoryFigure {

    private static final int SHOWN = 8;

    private HistoryFigure() {}

    static Plot plot(String study, HistoryData data) {
        if (data.points().isEmpty()) {
            return Plot.missing(Missing.values(study, data.metric(), data.trials()));
        }
        ValueRange range = ValueRange.ofComplete(data.direction(), data.points());
        Axis y = range.axis(data.metric());
        DoubleStream numbers = DoubleStream.concat(
                data.points().stream().mapToDouble(Point::x),
                data.failed().stream().mapToDouble(Integer::doubleValue));
        Axis x = Axis.ofNumbers("trial", true, numbers.toArray());
        Scene scene = new Scene(x, y).trials(data.points()).failed(data.failed());
        best(data, scene);
        String title = "History of " + data.metric() + " (" + goal(data) + ") in '" + study + "'";
        return Plot.of(Figure.of(title, scene, notes(data, range)), text(data, range));
    }

    private static String goal(HistoryData data) {
        return data.direction().name().toLowerCase(Locale.ROOT);
    }

    private static void best(HistoryData data, Scene scene) {
        if (!data.best().isEmpty()) {
            scene.add(stair(data, scene, scene.x().high(), Colors.VERMILLION));
            scene.key("best so far", Colors.VERMILLION, Layer.Mark.LINE);
        }
    }

    /** The best value so far is a stair, up to a trial. */
    static Layer.Path stair(HistoryData data, Scene scene, double last, Color color) {
        int count = data.best().size();
        double[] across = new double[2 * count];
        double[] up = new double[2 * count];
        for (int i = 0; i < count; i++) {
            Point point = data.best().get(i);
            across[2 * i] = point.x();
            across[2 * i + 1] = i + 1 < count ? data.best().get(i + 1).x() : last;
            up[2 * i] = scene.y().inside(point.y());
            up[2 * i + 1] = up[2 * i];
        }
        return new Layer.Path(across, up, color, 2);
    }

    private static List<String> notes(HistoryData data, ValueRange range) {
        List<String> notes = new ArrayList<>();
        if (!range.note().isEmpty()) {
            notes.add(range.note());
        }
        if (data.infinite() > 0) {
            notes.add("Not drawn because of an infinite value: " + Missing.count(data.infinite()) + ".");
        }
        return notes;
    }

    private static String text(HistoryData data, ValueRange range) {
        StringBuilder text = new StringBuilder();
        long complete = data.points().stream().filter(Point::isComplete).count();
        text.append("  ").append(complete).append(" complete trials, ");
        text.append(data.points().size() - complete).append(" pruned, ");
        text.append(data.failed().size()).append(" failed\n");
        int from = Math.max(0, data.best().size() - SHOWN);
        for (Point point : data.best().subList(from, data.best().size())) {
            text.append("  best from trial ").append(point.trial()).append(" on: ");
            text.append(NumberText.of(point.y())).append('\n');
        }
        notes(data, range).forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }
}
