package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of the objective over each parameter by itself.
 *
 * @param metric the name of the objective
 * @param direction whether small or large values of it are better
 * @param trials how many trials have a finite value
 * @param slices one per parameter that is not fixed, in the order in which they were suggested
 */
public record SliceData(String metric, Direction direction, int trials, List<Slice> slices) {

    /**
     * One parameter.
     *
     * @param axis its axis
     * @param points the COMPLETE and PRUNED trials that have it and a finite value: x is the parameter, y the value
     */
    public record Slice(Axis axis, List<Point> points) {
        public Slice {
            points = List.copyOf(points);
        }
    }

    public SliceData {
        slices = List.copyOf(slices);
    }

    /** The slices of an objective, from 0. */
    public static SliceData of(StudyView view, int objective) {
        List<TrialRecord> trials = TrialChoice.counted(view).stream()
                .filter(trial -> TrialChoice.isDrawable(TrialChoice.value(trial, objective)))
                .toList();
        List<Slice> slices = new ArrayList<>();
        Axis.ofParameters(trials).forEach((name, axis) -> {
            List<Point> points = new ArrayList<>();
            for (TrialRecord trial : trials) {
                if (trial.distribution(name) != null) {
                    double value = TrialChoice.value(trial, objective);
                    points.add(Point.of(trial, trial.internal(name), value, value));
                }
            }
            slices.add(new Slice(axis, points));
        });
        Direction direction = view.settings().directions().get(objective);
        return new SliceData(view.settings().metrics().get(objective), direction, trials.size(), slices);
    }
}
