package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import java.util.Arrays;

/**
 * The empirical distribution function of the objective.
 *
 * @param metric the name of the objective
 * @param direction whether small or large values are better
 * @param values the finite values of the COMPLETE trials, ascending; the fraction of values up to the i-th is (i + 1) / n. Not
 *     to be modified.
 */
public record EdfData(String metric, Direction direction, double[] values) {

    /** The distribution of an objective, from 0. */
    public static EdfData of(StudyView view, int objective) {
        double[] values = TrialChoice.drawable(view, objective).stream()
                .mapToDouble(trial -> trial.values().get(objective))
                .toArray();
        Arrays.sort(values);
        Direction direction = view.settings().directions().get(objective);
        return new EdfData(view.settings().metrics().get(objective), direction, values);
    }

    /** The value below or at which a fraction of the trials lies, from 0 (the smallest) to 1 (the largest). */
    public double quantile(double fraction) {
        return values[(int) Math.max(0, Math.min(values.length - 1, Math.ceil(fraction * values.length) - 1))];
    }
}
