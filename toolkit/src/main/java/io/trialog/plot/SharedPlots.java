package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.EdfData;
import io.trialog.internal.analysis.HistoryData;
import io.trialog.internal.analysis.ParetoData;
import io.trialog.internal.analysis.ParetoData.Outcome;
import io.trialog.internal.analysis.Point;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plots with several studies in one picture, a color each: {@code Plots.of(tpe, random).history()}. By their first objectives;
 * a study without what a plot shows is left out of it. Immutable and safe for use by several threads.
 */
public final class SharedPlots {

    private static final List<Color> COLORS =
            List.of(Colors.BLUE, Colors.VERMILLION, Colors.GREEN, Colors.PURPLE, Colors.ORANGE, Colors.SKY);

    private final Map<String, StudyView> studies = new LinkedHashMap<>();

    SharedPlots(List<StudyView> views) {
        for (StudyView view : views) {
            String name = view.settings().name();
            for (int i = 2; studies.containsKey(name); i++) {
                name = view.settings().name() + " (" + i + ")";
            }
            studies.put(name, view);
        }
    }

    /** Draws one study into a scene. */
    private interface Drawing {
        void draw(String name, StudyView view, Color color);
    }

    private void each(Drawing drawing) {
        int i = 0;
        for (Map.Entry<String, StudyView> study : studies.entrySet()) {
            drawing.draw(study.getKey(), study.getValue(), COLORS.get(i++ % COLORS.size()));
        }
    }

    private String names() {
        return studies.keySet().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private Direction direction() {
        return studies.values().iterator().next().settings().direction();
    }

    private String metric() {
        return studies.values().stream()
                .map(view -> view.settings().metric())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Values in two directions can't share an axis. */
    private boolean isMixed() {
        return studies.values().stream().anyMatch(view -> view.settings().direction() != direction());
    }

    private Plot mixed() {
        return Plot.missing("The studies " + names()
                + " can't share a picture: some minimize their first objective, some maximize it.");
    }

    private Plot nothing() {
        return Plot.missing("None of the studies " + names()
                + " has a complete trial with a finite value yet, so there is nothing to draw.");
    }

    /** {@return the best value so far of each study by trial number, with the complete trials behind it} */
    public Plot history() {
        List<Point> all = studies.values().stream()
                .flatMap(view -> HistoryData.of(view, 0).points().stream())
                .filter(Point::isComplete)
                .toList();
        if (isMixed() || all.isEmpty()) {
            return isMixed() ? mixed() : nothing();
        }
        ValueRange range = ValueRange.ofComplete(direction(), all);
        Axis x =
                Axis.ofNumbers("trial", true, all.stream().mapToDouble(Point::x).toArray());
        Scene scene = new Scene(x, range.axis(metric()));
        each((name, view, color) -> {
            List<Point> complete = HistoryData.of(view, 0).points().stream()
                    .filter(Point::isComplete)
                    .toList();
            scene.dots(complete, Colors.faint(color, 0.35), Layer.Mark.DISC, Scene.size(all.size()) - 1);
        });
        each((name, view, color) -> {
            scene.key(name, color, Layer.Mark.LINE);
            HistoryData data = HistoryData.of(view, 0);
            if (!data.best().isEmpty()) {
                scene.add(HistoryFigure.stair(data, scene, last(data), color));
            }
        });
        String title = "History of " + metric() + " in " + names();
        return Plot.of(Figure.of(title, scene, Missing.notes(range)), text());
    }

    private static double last(HistoryData data) {
        return data.points().stream()
                .filter(Point::isComplete)
                .mapToDouble(Point::x)
                .max()
                .orElse(0);
    }

    /** {@return which fraction of the complete trials of each study has at most a value} */
    public Plot edf() {
        double[] all = studies.values().stream()
                .flatMapToDouble(view -> Arrays.stream(EdfData.of(view, 0).values()))
                .toArray();
        if (isMixed() || all.length == 0) {
            return isMixed() ? mixed() : nothing();
        }
        ValueRange range = ValueRange.of(direction(), all);
        Scene scene = new Scene(range.axis(metric()), Axis.ofNumbers("fraction of trials", false, 0, 1));
        each((name, view, color) -> {
            scene.key(name, color, Layer.Mark.LINE);
            EdfData data = EdfData.of(view, 0);
            if (data.values().length > 0) {
                scene.add(EdfFigure.stair(data, scene.x(), color));
            }
        });
        String title = "Distribution of " + metric() + " over the complete trials of " + names();
        return Plot.of(Figure.of(title, scene, Missing.notes(range)), text());
    }

    /** {@return the Pareto fronts of the studies over their first two objectives, with all complete trials behind them} */
    public Plot paretoFront() {
        if (studies.values().stream().anyMatch(view -> view.settings().metrics().size() < 2)) {
            return Plot.missing("A Pareto front needs several objectives, but of the studies " + names()
                    + " at least one has only one: history() shows it.");
        }
        StudyView first = studies.values().iterator().next();
        List<Direction> directions = first.settings().directions().subList(0, 2);
        if (studies.values().stream()
                .anyMatch(view -> !view.settings().directions().subList(0, 2).equals(directions))) {
            return mixed();
        }
        List<Outcome> all = studies.values().stream()
                .flatMap(view -> ParetoData.of(view).outcomes().stream())
                .toList();
        if (all.isEmpty()) {
            return nothing();
        }
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int objective = i;
            axes.add(ValueRange.of(
                            directions.get(i),
                            all.stream()
                                    .mapToDouble(outcome -> outcome.values().get(objective))
                                    .toArray())
                    .axis(first.settings().metrics().get(i) + " ("
                            + directions.get(i).name().toLowerCase(Locale.ROOT) + ")"));
        }
        Scene scene = new Scene(axes.get(0), axes.get(1));
        each((name, view, color) -> {
            scene.key(name, color, Layer.Mark.DISC);
            front(scene, view, color, Scene.size(all.size()));
        });
        return Plot.of(Figure.of("Pareto fronts of " + names(), scene, List.of()), fronts());
    }

    private static void front(Scene scene, StudyView view, Color color, int size) {
        ParetoData data = ParetoData.of(view);
        List<Outcome> front = data.outcomes().stream()
                .filter(outcome -> data.front().contains(outcome.trial()))
                .sorted(Comparator.comparingDouble(outcome -> outcome.values().get(0)))
                .toList();
        scene.add(dots(scene, data.outcomes(), Colors.faint(color, 0.25), Math.max(3, size - 1)));
        scene.add(dots(scene, front, color, size + 2));
    }

    private static Layer.Dots dots(Scene scene, List<Outcome> outcomes, Color color, int size) {
        return new Layer.Dots(
                outcomes.stream()
                        .mapToDouble(
                                outcome -> scene.x().inside(outcome.values().get(0)))
                        .toArray(),
                outcomes.stream()
                        .mapToDouble(
                                outcome -> scene.y().inside(outcome.values().get(1)))
                        .toArray(),
                color,
                Layer.Mark.DISC,
                size);
    }

    private String text() {
        return studies.entrySet().stream()
                .map(study -> {
                    EdfData data = EdfData.of(study.getValue(), 0);
                    int count = data.values().length;
                    boolean isMin = data.direction() == Direction.MINIMIZE;
                    return "  " + study.getKey() + ": " + Missing.count(count)
                            + (count == 0
                                    ? ""
                                    : ", best " + NumberText.of(data.quantile(isMin ? 0 : 1)) + ", median "
                                            + NumberText.of(data.quantile(0.5)));
                })
                .collect(Collectors.joining("\n"));
    }

    private String fronts() {
        return studies.entrySet().stream()
                .map(study -> {
                    ParetoData data = ParetoData.of(study.getValue());
                    return "  " + study.getKey() + ": " + data.front().size() + " of "
                            + Missing.count(data.outcomes().size()) + " on the front";
                })
                .collect(Collectors.joining("\n"));
    }

    /** Which plots there are. */
    @Override
    public String toString() {
        return "Plots of " + names() + ": history(), edf(), paretoFront()";
    }
}
