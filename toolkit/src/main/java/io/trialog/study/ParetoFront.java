package io.trialog.study;

import io.trialog.internal.numeric.pareto.Losses;
import io.trialog.internal.numeric.pareto.NonDominated;
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
     * Returns the front, by number; with one objective, all trials that have the best value. Time: for two
     * objectives n log n, for more at most trials × size of the front.
     *
     * @param view the study at a position of its log
     * @return the front, by number; with one objective, all trials that have the best value
     */
    public static List<TrialRecord> of(StudyView view) {
        List<Direction> directions = view.settings().directions();
        List<TrialRecord> trials = new ArrayList<>();
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE
                    && trial.isFeasible()
                    && trial.values().size() == directions.size()
                    && !view.isVoided(trial.number())) {
                trials.add(trial);
            }
        }
        double[][] values = trials.stream()
                .map(trial ->
                        trial.values().stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        double[] signs = directions.stream().mapToDouble(Direction::sign).toArray();
        return Arrays.stream(NonDominated.front(Losses.of(values, signs)))
                .mapToObj(trials::get)
                .sorted(Comparator.comparingInt(TrialRecord::number))
                .toList();
    }
}
