package io.trialog.plot;

import io.trialog.analysis.Axis;
import io.trialog.analysis.Point;
import io.trialog.trial.TrialState;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what one panel shows, and its legend. Trials are dots: complete ones stand out, others are there but muted. */
final class Scene {

    private static final int MANY = 400;
    private static final int VERY_MANY = 3000;

    private final Axis x;
    private final Axis y;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Figure.Key> keys = new ArrayList<>();

    Scene(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    Scene add(Layer layer) {
        layers.add(layer);
        return this;
    }

    Scene key(String text, Color colour, Layer.Mark mark) {
        keys.add(new Figure.Key(text, colour, mark));
        return this;
    }

    List<Figure.Key> keys() {
        return keys;
    }

    Figure.Panel panel() {
        return new Figure.Panel(x, y, layers);
    }

    /** Adds pruned, infeasible and complete trials, the muted ones below. */
    Scene trials(List<Point> points) {
        int size = size(points.size());
        List<Point> pruned = points.stream()
                .filter(point -> point.state() == TrialState.PRUNED)
                .toList();
        List<Point> infeasible = points.stream()
                .filter(point -> point.isComplete() && !point.feasible())
                .toList();
        List<Point> complete = points.stream()
                .filter(point -> point.isComplete() && point.feasible())
                .toList();
        dots(pruned, Colours.MUTED, Layer.Mark.RING, size);
        dots(infeasible, Colours.PURPLE, Layer.Mark.DIAMOND, size + 2);
        dots(complete, Colours.BLUE, Layer.Mark.DISC, size);
        keyOf("complete", complete, Colours.BLUE, Layer.Mark.DISC);
        keyOf("infeasible", infeasible, Colours.PURPLE, Layer.Mark.DIAMOND);
        keyOf("pruned (last value)", pruned, Colours.MUTED, Layer.Mark.RING);
        return this;
    }

    private void keyOf(String text, List<Point> points, Color colour, Layer.Mark mark) {
        if (!points.isEmpty()) {
            key(text, colour, mark);
        }
    }

    /** Adds trials as marks. */
    Scene dots(List<Point> points, Color colour, Layer.Mark mark, int size) {
        if (!points.isEmpty()) {
            double[] across =
                    points.stream().mapToDouble(point -> x.place(point.x())).toArray();
            double[] up =
                    points.stream().mapToDouble(point -> y.place(point.y())).toArray();
            layers.add(new Layer.Dots(across, up, colour, mark, size));
        }
        return this;
    }

    /** Failed trials have no value: small crosses at the lower edge. */
    Scene failed(List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            double[] across = numbers.stream().mapToDouble(Integer::doubleValue).toArray();
            double[] up = new double[across.length];
            Arrays.fill(up, y.from() + 0.02 * (y.to() - y.from()));
            Color colour = Colours.faint(Colours.VERMILLION, 0.6);
            layers.add(new Layer.Dots(across, up, colour, Layer.Mark.CROSS, 6));
            key("failed (no value)", colour, Layer.Mark.CROSS);
        }
        return this;
    }

    /** Dots shrink where there are many. */
    static int size(int count) {
        return count > VERY_MANY ? 3 : count > MANY ? 4 : 6;
    }
}
