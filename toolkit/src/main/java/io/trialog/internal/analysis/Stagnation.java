package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a study has not become better: with one objective, since the last trial that was better than all before; with
 * several, since the last one that entered the Pareto front. Pure.
 *
 * @param trials how many trials have finished (COMPLETE or PRUNED) since then; 0 before the first feasible trial
 * @param last the number of the trial that made the study better last; -1 if there is none
 */
public record Stagnation(int trials, int last) {

    /**
     * Looks at the trials in the order in which they were told. Time: trials × size of the front.
     *
     * @param view the study
     * @return how long it has not become better
     */
    public static Stagnation of(StudyView view) {
        List<double[]> front = new ArrayList<>();
        int since = 0;
        int last = -1;
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.FAIL || view.isVoided(trial.number())) {
                continue;
            }
            boolean isBetter = trial.state() == TrialState.COMPLETE
                    && trial.isFeasible()
                    && enters(front, losses(trial, view.settings().directions()));
            last = isBetter ? trial.number() : last;
            since = isBetter || last < 0 ? 0 : since + 1;
        }
        return new Stagnation(since, last);
    }

    private static double[] losses(TrialRecord trial, List<Direction> directions) {
        double[] losses = new double[directions.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = directions.get(i).sign() * trial.values().get(i) + 0.0;
        }
        return losses;
    }

    /** Takes a point that no other one equals or dominates, in place of those that it dominates. */
    private static boolean enters(List<double[]> front, double[] point) {
        if (front.stream().anyMatch(other -> isAtLeastAsGood(other, point))) {
            return false;
        }
        front.removeIf(other -> isAtLeastAsGood(point, other));
        front.add(point);
        return true;
    }

    private static boolean isAtLeastAsGood(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
        }
        return true;
    }
}
