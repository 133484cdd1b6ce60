package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.ParetoData;
import io.trialog.internal.analysis.ParetoData.Outcome;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The values of two objectives, one panel per pair of them, with the trials that no other one dominates. */
final class ParetoFigure {

    private static final int SHOWN = 8;
    private static final int PANEL = 330;

    private final ParetoData data;
    private final List<ValueRange> ranges = new ArrayList<>();

    private ParetoFigure(ParetoData data) {
        this.data = data;
        for (int i = 0; i < data.metrics().size(); i++) {
            ranges.add(ValueRange.of(data.directions().get(i), data.values(i)));
        }
    }

    /** The front over pairs of objectives, given by their indices. */
    static Plot plot(String study, ParetoData data, List<int[]> pairs, int trials) {
        if (data.outcomes().isEmpty()) {
            return Plot.missing(Missing.values(study, "value of every objective", trials));
        }
        ParetoFigure figure = new ParetoFigure(data);
        List<Figure.Panel> panels = new ArrayList<>();
        List<Figure.Key> keys = List.of();
        for (int[] pair : pairs) {
            Scene scene = figure.scene(pair[0], pair[1]);
            panels.add(scene.panel());
            keys = scene.keys();
        }
        int columns = Math.min(3, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        int width = panels.size() == 1 ? Figure.WIDTH : 40 + (PANEL + 60) * columns;
        int height = panels.size() == 1 ? Figure.HEIGHT : 90 + PANEL * rows;
        String title = "Pareto front of '" + study + "'";
        return Plot.of(new Figure(title, panels, columns, keys, null, figure.notes(pairs), width, height), text(data));
    }

    private Scene scene(int x, int y) {
        Scene scene = new Scene(axis(x), axis(y));
        int size = Scene.size(data.outcomes().size());
        List<Outcome> front = only(outcome -> data.front().contains(outcome.trial()));
        List<Outcome> dominated =
                only(outcome -> outcome.feasible() && !data.front().contains(outcome.trial()));
        Figure.Key infeasible = new Figure.Key("infeasible", Colors.PURPLE, Layer.Mark.DIAMOND);
        dots(scene, only(outcome -> !outcome.feasible()), new int[] {x, y}, infeasible, size + 2);
        Figure.Key below = new Figure.Key("dominated", Colors.BLUE, Layer.Mark.DISC);
        dots(scene, dominated, new int[] {x, y}, below, size);
        if (data.metrics().size() == 2) {
            scene.add(stairs(scene, x, y));
        }
        Figure.Key best = new Figure.Key("on the Pareto front", Colors.VERMILLION, Layer.Mark.DISC);
        dots(scene, front, new int[] {x, y}, best, size + 3);
        return scene;
    }

    private List<Outcome> only(Predicate<Outcome> which) {
        return data.outcomes().stream().filter(which).toList();
    }

    private Axis axis(int objective) {
        String name = data.metrics().get(objective) + " ("
                + data.directions().get(objective).name().toLowerCase(Locale.ROOT) + ")";
        return ranges.get(objective).axis(name);
    }

    private static void dots(Scene scene, List<Outcome> outcomes, int[] pair, Figure.Key key, int size) {
        if (!outcomes.isEmpty()) {
            double[] across = places(scene.x(), outcomes, pair[0]);
            double[] up = places(scene.y(), outcomes, pair[1]);
            scene.add(new Layer.Dots(across, up, key.color(), key.mark(), size));
            scene.key(key.text(), key.color(), key.mark());
        }
    }

    private static double[] places(Axis axis, List<Outcome> outcomes, int objective) {
        return outcomes.stream()
                .mapToDouble(outcome -> axis.inside(outcome.values().get(objective)))
                .toArray();
    }

    /** What the front dominates lies behind a stair from each of its trials to the next. */
    private Layer.Path stairs(Scene scene, int x, int y) {
        List<Outcome> front = data.outcomes().stream()
                .filter(outcome -> data.front().contains(outcome.trial()))
                .sorted(Comparator.comparingDouble(outcome -> outcome.values().get(x)))
                .toList();
        int count = Math.max(0, 2 * front.size() - 1);
        double[] across = new double[count];
        double[] up = new double[count];
        // Small is good across: the height of a trial reaches to the next. Large is good: that of the next one does.
        boolean first = data.directions().get(x) == Direction.MINIMIZE;
        for (int i = 0; i < count; i++) {
            Outcome left = front.get(i / 2);
            Outcome right = front.get((i + 1) / 2);
            across[i] = scene.x().inside((first ? right : left).values().get(x));
            up[i] = scene.y().inside((first ? left : right).values().get(y));
        }
        return new Layer.Path(across, up, Colors.faint(Colors.VERMILLION, 0.6), 1.5f);
    }

    private List<String> notes(List<int[]> pairs) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).beyond() > 0) {
                notes.add(data.metrics().get(i) + ": " + ranges.get(i).note());
            }
        }
        if (data.infinite() > 0) {
            notes.add("Not drawn because of an infinite value: " + Missing.count(data.infinite()) + ".");
        }
        if (data.metrics().size() > 2) {
            notes.add("The front is that of all " + data.metrics().size() + " objectives: over "
                    + (pairs.size() == 1 ? "two" : "each two") + " of them, others may look better.");
        }
        return notes;
    }

    private static String text(ParetoData data) {
        StringBuilder text = new StringBuilder("  ");
        text.append(data.front().size())
                .append(" of ")
                .append(Missing.count(data.outcomes().size()));
        text.append(" on the front\n");
        List<Outcome> front = data.outcomes().stream()
                .filter(outcome -> data.front().contains(outcome.trial()))
                .toList();
        for (Outcome outcome : front.subList(0, Math.min(SHOWN, front.size()))) {
            text.append("  trial ").append(outcome.trial()).append(':');
            for (int i = 0; i < data.metrics().size(); i++) {
                text.append(i == 0 ? " " : ", ").append(data.metrics().get(i)).append('=');
                text.append(NumberText.of(outcome.values().get(i)));
            }
            text.append('\n');
        }
        return text.append(front.size() > SHOWN ? "  and " + (front.size() - SHOWN) + " more\n" : "")
                .toString();
    }
}
