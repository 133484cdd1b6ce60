package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;

/**
 * How the values went: one point per trial, and the best value so far.
 *
 * @param metric the name of the objective
 * @param direction whether small or large values are better
 * @param points the COMPLETE and PRUNED trials with a finite value, by number: x is the number, y the value (that of a PRUNED
 *     one is its last intermediate value)
 * @param best the COMPLETE feasible trials that were better than all before
 * @param failed the numbers of the trials that failed
 * @param infinite how many COMPLETE trials have a value that is infinite or too large to draw
 * @param trials how many trials there are, in any state
 */
public record HistoryData(
        String metric,
        Direction direction,
        List<Point> points,
        List<Point> best,
        List<Integer> failed,
        int infinite,
        int trials) {

    public HistoryData {
        points = List.copyOf(points);
        best = List.copyOf(best);
        failed = List.copyOf(failed);
    }

    /** The history of an objective, from 0. */
    public static HistoryData of(StudyView view, int objective) {
        Direction direction = view.settings().directions().get(objective);
        List<Point> points = new ArrayList<>();
        List<Point> best = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        int infinite = 0;
        for (TrialRecord trial : TrialChoice.counted(view)) {
            double value = TrialChoice.value(trial, objective);
            if (trial.state() == TrialState.FAIL) {
                failed.add(trial.number());
            } else if (TrialChoice.isDrawable(value)) {
                Point point = Point.of(trial, trial.number(), value, value);
                points.add(point);
                if (isBetter(point, best, direction)) {
                    best.add(point);
                }
            } else if (trial.state() == TrialState.COMPLETE) {
                infinite++;
            }
        }
        String metric = view.settings().metrics().get(objective);
        return new HistoryData(metric, direction, points, best, failed, infinite, view.trialCount());
    }

    private static boolean isBetter(Point point, List<Point> best, Direction direction) {
        return point.isComplete()
                && point.feasible()
                && (best.isEmpty()
                        || direction.better(point.y(), best.get(best.size() - 1).y()));
    }
}
