package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The trials over two parameters.
 *
 * @param metric the name of the objective
 * @param direction whether small or large values are better
 * @param x the axis of the first parameter
 * @param y the axis of the second parameter
 * @param points the finished trials that have both: x and y are the parameters; COMPLETE ones with a finite value first, the
 *     others have none
 */
public record PairData(String metric, Direction direction, Axis x, Axis y, List<Point> points) {

    public PairData {
        points = List.copyOf(points);
    }

    /** The names of all parameters that occur in trials that are not void. */
    public static Set<String> parameters(StudyView view) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(TrialChoice.names(TrialChoice.counted(view))));
    }

    /** Those of them that are not fixed. */
    public static Set<String> free(StudyView view) {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(Axis.ofParameters(TrialChoice.counted(view)).keySet()));
    }

    /**
     * The trials over two parameters that occur.
     *
     * @throws IllegalArgumentException if no trial has one of them
     */
    public static PairData of(StudyView view, int objective, String first, String second) {
        List<TrialRecord> trials = TrialChoice.counted(view);
        List<TrialRecord> both = trials.stream()
                .filter(trial -> trial.state().isFinished())
                .filter(trial -> trial.distribution(first) != null && trial.distribution(second) != null)
                .toList();
        List<Point> points = new ArrayList<>();
        List<Point> others = new ArrayList<>();
        for (TrialRecord trial : both) {
            double value = trial.state() == TrialState.COMPLETE ? TrialChoice.value(trial, objective) : Double.NaN;
            boolean valued = TrialChoice.isDrawable(value);
            Point point = Point.of(trial, trial.internal(first), trial.internal(second), valued ? value : Double.NaN);
            (valued ? points : others).add(point);
        }
        points.addAll(others);
        Axis x = Axis.ofParameter(first, both.isEmpty() ? trials : both);
        Axis y = Axis.ofParameter(second, both.isEmpty() ? trials : both);
        Direction direction = view.settings().directions().get(objective);
        return new PairData(view.settings().metrics().get(objective), direction, x, y, points);
    }

    /** The points that have a value. */
    public List<Point> valued() {
        return points.stream().filter(point -> !Double.isNaN(point.value())).toList();
    }
}
