package io.trialog.internal.analysis;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;

/**
 * A trial in a plot.
 *
 * @param trial its number
 * @param state its state
 * @param feasible whether all its constraints are met
 * @param x what stands on the horizontal axis, in internal form
 * @param y what stands on the vertical axis, in internal form
 * @param value the value of the objective; NaN if there is none
 */
public record Point(int trial, TrialState state, boolean feasible, double x, double y, double value) {

    static Point of(TrialRecord trial, double x, double y, double value) {
        return new Point(trial.number(), trial.state(), trial.isFeasible(), x, y, value);
    }

    /** Whether the trial is COMPLETE. */
    public boolean isComplete() {
        return state == TrialState.COMPLETE;
    }
}
