package io.trialog.internal.paint;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.Point;
import io.trialog.trial.TrialState;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what one panel shows, and its legend. Trials are dots: complete ones stand out, others are there but muted. */
public final class Scene {

    private static final int MANY = 400;
    private static final int VERY_MANY = 3000;

    // Multiples of these fill a square evenly (M. Roberts, the sequence R2); the same trial always stands in the same
    // place.
    private static final double ACROSS = 0.7548776662466927;
    private static final double UP = 0.5698402909980532;

    private final Axis x;
    private final Axis y;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Figure.Key> keys = new ArrayList<>();
    private double spread;

    public Scene(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /** So many trials will be added: those of one category are spread over its room, so that they don't hide each other. */
    public Scene crowd(int trials) {
        spread = Math.min(0.5, trials / 100.0);
        return this;
    }

    public Axis x() {
        return x;
    }

    public Axis y() {
        return y;
    }

    public Scene add(Layer layer) {
        layers.add(layer);
        return this;
    }

    public Scene key(String text, Color color, Layer.Mark mark) {
        keys.add(new Figure.Key(text, color, mark));
        return this;
    }

    public List<Figure.Key> keys() {
        return keys;
    }

    public Figure.Panel panel() {
        return new Figure.Panel(x, y, layers);
    }

    /** Adds pruned, infeasible and complete trials, the muted ones below. */
    public Scene trials(List<Point> points) {
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
        dots(pruned, Colors.MUTED, Layer.Mark.RING, size);
        dots(infeasible, Colors.PURPLE, Layer.Mark.DIAMOND, size + 2);
        dots(complete, Colors.BLUE, Layer.Mark.DISC, size);
        keyOf("complete", complete, Colors.BLUE, Layer.Mark.DISC);
        keyOf("infeasible", infeasible, Colors.PURPLE, Layer.Mark.DIAMOND);
        keyOf("pruned (last value)", pruned, Colors.MUTED, Layer.Mark.RING);
        return this;
    }

    private void keyOf(String text, List<Point> points, Color color, Layer.Mark mark) {
        if (!points.isEmpty()) {
            key(text, color, mark);
        }
    }

    /** Adds trials as marks. */
    public Scene dots(List<Point> points, Color color, Layer.Mark mark, int size) {
        if (!points.isEmpty()) {
            double[] across = points.stream()
                    .mapToDouble(point -> place(x, point.x(), point.trial() * ACROSS))
                    .toArray();
            double[] up = points.stream()
                    .mapToDouble(point -> place(y, point.y(), point.trial() * UP))
                    .toArray();
            layers.add(new Layer.Dots(across, up, color, mark, size));
        }
        return this;
    }

    /** Where a value stands. */
    private double place(Axis axis, double value, double turn) {
        double aside = axis.scale() == Axis.Scale.CATEGORICAL ? spread * (turn - Math.floor(turn) - 0.5) : 0;
        return axis.inside(axis.place(value) + aside);
    }

    /** Failed trials have no value: small crosses at the lower edge. */
    public Scene failed(List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            double[] across = numbers.stream().mapToDouble(Integer::doubleValue).toArray();
            double[] up = new double[across.length];
            Arrays.fill(up, y.from() + 0.02 * (y.to() - y.from()));
            Color color = Colors.faint(Colors.VERMILLION, 0.6);
            layers.add(new Layer.Dots(across, up, color, Layer.Mark.CROSS, 6));
            key("failed (no value)", color, Layer.Mark.CROSS);
        }
        return this;
    }

    /** Dots shrink where there are many. */
    public static int size(int count) {
        return count > VERY_MANY ? 3 : count > MANY ? 4 : 6;
    }
}
