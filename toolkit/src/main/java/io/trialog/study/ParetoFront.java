package io.trialog.study;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The trials of a study that no other one dominates. One dominates another if it is at least as good in every objective and
 * better in one; trials with the same values do not dominate each other. The trials that count are the COMPLETE, feasible
 * ones that were not declared void, as for Optuna's {@code study.best_trials}.
 */
public final class ParetoFront {

    private ParetoFront() {}

    /**
     * Returns the front, by number; with one objective, all trials that have the best value. Time: trials × size of
     * the front.
     *
     * @param view the study at a position of its log
     * @return the front, by number; with one objective, all trials that have the best value
     */
    public static List<TrialRecord> of(StudyView view) {
        List<Point> front = new ArrayList<>();
        for (Point point : points(view)) {
            if (front.stream().noneMatch(other -> other.dominates(point))) {
                front.add(point);
            }
        }
        return front.stream()
                .map(Point::trial)
                .sorted(Comparator.comparingInt(TrialRecord::number))
                .toList();
    }

    /** The candidates in lexicographic order: one that dominates another stands before it. */
    private static List<Point> points(StudyView view) {
        List<Direction> directions = view.settings().directions();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE
                    && trial.isFeasible()
                    && trial.values().size() == directions.size()
                    && !view.isVoided(trial.number())) {
                points.add(new Point(trial, losses(trial.values(), directions)));
            }
        }
        points.sort((a, b) -> Arrays.compare(a.losses, b.losses));
        return points;
    }

    /** The values with small ones better; negative zeros are zeros. */
    private static double[] losses(List<Double> values, List<Direction> directions) {
        double[] losses = new double[values.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = directions.get(i).sign() * values.get(i) + 0.0;
        }
        return losses;
    }

    private record Point(TrialRecord trial, double[] losses) {

        boolean dominates(Point other) {
            boolean better = false;
            for (int i = 0; i < losses.length; i++) {
                if (losses[i] > other.losses[i]) {
                    return false;
                }
                better |= losses[i] < other.losses[i];
            }
            return better;
        }
    }
}
