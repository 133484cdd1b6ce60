package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.ContourBands;
import io.trialog.internal.analysis.PairData;
import io.trialog.internal.analysis.Point;
import io.trialog.internal.analysis.Ranks;
import io.trialog.internal.analysis.Surface;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialState;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Trials over two parameters: with the values between them, or colored by rank. The best is dark. */
final class PairFigures {

    private static final int BANDS = 10;
    private static final int MANY = 1000;

    private PairFigures() {}

    static Plot contour(String study, PairData data) {
        List<Point> valued = data.valued();
        if (valued.isEmpty()) {
            return missing(study, data);
        }
        ValueRange range = ValueRange.of(
                data.direction(), valued.stream().mapToDouble(Point::value).toArray());
        Figure.ColorBar bar =
                new Figure.ColorBar(data.metric(), texts(range), BANDS, data.direction() == Direction.MAXIMIZE);
        Scene scene = scene(data);
        Surface surface = Surface.of(data);
        if (isContinuous(data.x()) && isContinuous(data.y())) {
            bands(scene, ContourBands.of(surface, range::fraction), bar);
        } else {
            cells(scene, surface, range, bar);
        }
        others(scene, data);
        if (valued.size() <= MANY) {
            scene.dots(valued, Colors.HALO, Layer.Mark.DISC, 8).dots(valued, Colors.INK, Layer.Mark.DISC, 5);
        } else {
            scene.dots(valued, Colors.faint(Colors.INK, 0.6), Layer.Mark.DISC, 2);
        }
        scene.key("complete", Colors.INK, Layer.Mark.DISC);
        String title = "Contour of " + data.metric() + " in '" + study + "'";
        String note = "Colors show a local mean between the trials; far from any trial there is none."
                + (range.beyond() == 0 ? "" : " Values worse than " + NumberText.of(range.worst()) + " share a color.");
        return Plot.of(Figure.of(title, scene, List.of(note)).with(bar), text(data));
    }

    private static boolean isContinuous(Axis axis) {
        return axis.scale() != Axis.Scale.CATEGORICAL;
    }

    /** Categories have no between: a cell each. */
    private static void cells(Scene scene, Surface surface, ValueRange range, Figure.ColorBar bar) {
        List<Color> colors = new ArrayList<>();
        for (double value : surface.values()) {
            boolean empty = Double.isNaN(value);
            colors.add(empty ? new Color(0, 0, 0, 0) : bar.color(bar.step(range.fraction(value))));
        }
        scene.add(new Layer.Cells(surface.columns(), colors));
    }

    /** Each band covers those below it, and lines run where two meet. */
    private static void bands(Scene scene, ContourBands bands, Figure.ColorBar bar) {
        for (int step = 0; step < BANDS; step++) {
            scene.add(new Layer.Areas(bands.above((double) step / BANDS), bar.color(step)));
        }
        for (int step = 1; step < BANDS; step++) {
            scene.add(new Layer.Pieces(bands.border((double) step / BANDS), Colors.faint(Colors.INK, 0.35)));
        }
    }

    static Plot rank(String study, PairData data) {
        List<Point> valued = data.valued();
        if (valued.isEmpty()) {
            return missing(study, data);
        }
        double[] ranks = Ranks.of(
                data.direction(), valued.stream().mapToDouble(Point::value).toArray());
        Figure.ColorBar bar = new Figure.ColorBar("rank", List.of("best", "median", "worst"), BANDS, true);
        Scene scene = scene(data);
        others(scene, data);
        // The best are drawn last, over the others.
        for (int step = BANDS - 1; step >= 0; step--) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < ranks.length; i++) {
                if (bar.step(ranks[i]) == step) {
                    points.add(valued.get(i));
                }
            }
            scene.dots(points, bar.color(step), Layer.Mark.DISC, Scene.size(valued.size()) + 3);
        }
        scene.key("complete", bar.color(2), Layer.Mark.DISC);
        String title = "Ranks by " + data.metric() + " in '" + study + "'";
        return Plot.of(Figure.of(title, scene, List.of()).with(bar), text(data));
    }

    private static Scene scene(PairData data) {
        return new Scene(data.x(), data.y()).crowd(data.points().size());
    }

    private static void others(Scene scene, PairData data) {
        List<Point> pruned = ofState(data, TrialState.PRUNED);
        List<Point> failed = ofState(data, TrialState.FAIL);
        int size = data.points().size() <= MANY ? 6 : 4;
        scene.dots(pruned, Colors.MUTED, Layer.Mark.RING, size);
        scene.dots(failed, Colors.VERMILLION, Layer.Mark.CROSS, size);
        if (!pruned.isEmpty()) {
            scene.key("pruned", Colors.MUTED, Layer.Mark.RING);
        }
        if (!failed.isEmpty()) {
            scene.key("failed", Colors.VERMILLION, Layer.Mark.CROSS);
        }
    }

    private static List<Point> ofState(PairData data, TrialState state) {
        return data.points().stream().filter(point -> point.state() == state).toList();
    }

    private static List<String> texts(ValueRange range) {
        double best = range.best();
        double worst = range.worst();
        return best == worst ? NumberText.apart(best) : NumberText.apart(best, best / 2 + worst / 2, worst);
    }

    private static Plot missing(String study, PairData data) {
        return Plot.missing("The study '" + study + "' has no complete trial with a finite " + data.metric()
                + " and both parameters, '" + data.x().name() + "' and '"
                + data.y().name()
                + "', so there is nothing to draw.");
    }

    private static String text(PairData data) {
        List<Point> valued = data.valued();
        Point best = valued.get(0);
        for (Point point : valued) {
            best = data.direction().better(point.value(), best.value()) ? point : best;
        }
        return "  " + Missing.count(valued.size()) + " over " + data.x().name() + " and "
                + data.y().name() + "\n  best: " + NumberText.of(best.value()) + " by trial " + best.trial() + " at "
                + at(data.x(), best.x()) + ", " + at(data.y(), best.y()) + "\n";
    }

    private static String at(Axis axis, double internal) {
        return axis.name() + "=" + axis.text(axis.place(internal));
    }
}
