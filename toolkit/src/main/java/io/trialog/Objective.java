package io.trialog;

/** What is optimized: one trial in, one value out. Called by several threads at a time if the study runs in parallel. */
@FunctionalInterface
public interface Objective {

    /**
     * Evaluates one trial.
     *
     * @param trial the number of the trial
     * @return the value to minimize or maximize; NaN makes the trial FAIL
     * @throws TrialPruned to stop a trial that {@link Trial#shouldPrune()} says is not worth going on with
     * @throws Exception anything else makes the trial FAIL, and the study goes on
     */
    double evaluate(Trial trial) throws Exception;
}
