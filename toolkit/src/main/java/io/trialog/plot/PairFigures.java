package io.trialog.plot;

import io.trialog.analysis.Axis;
import io.trialog.analysis.PairData;
import io.trialog.analysis.Point;
import io.trialog.analysis.Ranks;
import io.trialog.analysis.Surface;
import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialState;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Trials over two parameters: with the values between them, or coloured by rank. The best is dark. */
final class PairFigures {

    private static final int BANDS = 10;

    private PairFigures() {}

    static Plot contour(String study, PairData data) {
        List<Point> valued = data.valued();
        if (valued.isEmpty()) {
            return missing(study, data);
        }
        double least = valued.stream().mapToDouble(Point::value).min().orElse(0);
        double most = valued.stream().mapToDouble(Point::value).max().orElse(0);
        boolean minimize = data.direction() == Direction.MINIMIZE;
        double best = minimize ? least : most;
        double worst = minimize ? most : least;
        Figure.ColourBar bar = new Figure.ColourBar(data.metric(), texts(best, worst), BANDS);
        Surface surface = Surface.of(data);
        List<Color> colours = new ArrayList<>();
        for (double value : surface.values()) {
            boolean empty = Double.isNaN(value);
            double fraction = best == worst ? 0 : (value - best) / (worst - best);
            colours.add(empty ? new Color(0, 0, 0, 0) : bar.colour(bar.step(fraction)));
        }
        Scene scene = new Scene(data.x(), data.y()).add(new Layer.Cells(surface.columns(), colours));
        int size = Scene.size(valued.size());
        others(scene, data);
        scene.dots(valued, Color.WHITE, Layer.Mark.DISC, size + 2).dots(valued, Colours.INK, Layer.Mark.DISC, size - 1);
        scene.key("complete", Colours.INK, Layer.Mark.DISC);
        String title = "Contour of " + data.metric() + " in '" + study + "'";
        String note = "Colours show a local mean between the trials; far from any trial there is none.";
        return Plot.of(Figure.of(title, scene, List.of(note)).with(bar), text(data));
    }

    static Plot rank(String study, PairData data) {
        List<Point> valued = data.valued();
        if (valued.isEmpty()) {
            return missing(study, data);
        }
        double[] ranks = Ranks.of(
                data.direction(), valued.stream().mapToDouble(Point::value).toArray());
        Figure.ColourBar bar = new Figure.ColourBar("rank", List.of("best", "median", "worst"), BANDS);
        Scene scene = new Scene(data.x(), data.y());
        others(scene, data);
        // The best are drawn last, over the others.
        for (int step = BANDS - 1; step >= 0; step--) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < ranks.length; i++) {
                if (bar.step(ranks[i]) == step) {
                    points.add(valued.get(i));
                }
            }
            scene.dots(points, bar.colour(step), Layer.Mark.DISC, Scene.size(valued.size()) + 3);
        }
        scene.key("complete", bar.colour(2), Layer.Mark.DISC);
        String title = "Ranks by " + data.metric() + " in '" + study + "'";
        return Plot.of(Figure.of(title, scene, List.of()).with(bar), text(data));
    }

    private static void others(Scene scene, PairData data) {
        List<Point> pruned = ofState(data, TrialState.PRUNED);
        List<Point> failed = ofState(data, TrialState.FAIL);
        scene.dots(pruned, Colours.MUTED, Layer.Mark.RING, 6).dots(failed, Colours.VERMILLION, Layer.Mark.CROSS, 6);
        if (!pruned.isEmpty()) {
            scene.key("pruned", Colours.MUTED, Layer.Mark.RING);
        }
        if (!failed.isEmpty()) {
            scene.key("failed", Colours.VERMILLION, Layer.Mark.CROSS);
        }
    }

    private static List<Point> ofState(PairData data, TrialState state) {
        return data.points().stream().filter(point -> point.state() == state).toList();
    }

    private static List<String> texts(double best, double worst) {
        return best == worst
                ? List.of(NumberText.of(best))
                : List.of(NumberText.of(best), NumberText.of((best + worst) / 2), NumberText.of(worst));
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
