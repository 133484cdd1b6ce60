package io.trialog.plot;

import io.trialog.analysis.Axis;
import io.trialog.analysis.ParetoData;
import io.trialog.analysis.ParetoData.Outcome;
import io.trialog.analysis.ValueRange;
import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import java.awt.Color;
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
        Predicate<Outcome> onFront = outcome -> data.front().contains(outcome.trial());
        add(scene, x, y, outcome -> !outcome.feasible(), "infeasible", Colours.PURPLE, Layer.Mark.DIAMOND, size + 2);
        add(scene, x, y, onFront.negate().and(Outcome::feasible), "dominated", Colours.BLUE, Layer.Mark.DISC, size);
        if (data.metrics().size() == 2) {
            scene.add(stairs(scene, x, y));
        }
        add(scene, x, y, onFront, "on the Pareto front", Colours.VERMILLION, Layer.Mark.DISC, size + 3);
        return scene;
    }

    private Axis axis(int objective) {
        String name = data.metrics().get(objective) + " ("
                + data.directions().get(objective).name().toLowerCase(Locale.ROOT) + ")";
        return ranges.get(objective).axis(name);
    }

    private void add(
            Scene scene, int x, int y, Predicate<Outcome> which, String name, Color colour, Layer.Mark mark, int size) {
        List<Outcome> chosen = data.outcomes().stream().filter(which).toList();
        if (!chosen.isEmpty()) {
            double[] across = chosen.stream()
                    .mapToDouble(one -> scene.x().inside(one.values().get(x)))
                    .toArray();
            double[] up = chosen.stream()
                    .mapToDouble(one -> scene.y().inside(one.values().get(y)))
                    .toArray();
            scene.add(new Layer.Dots(across, up, colour, mark, size)).key(name, colour, mark);
        }
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
        return new Layer.Path(across, up, Colours.faint(Colours.VERMILLION, 0.6), 1.5f);
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
