package io.trialog;

/** What is optimized, if there are several objectives: one trial in, one value per direction out. */
@FunctionalInterface
public interface MultiObjective {

    /**
     * Evaluates one trial.
     *
     * @param trial the number of the trial
     * @return one value per direction of the study, in their order; a NaN makes the trial FAIL
     * @throws Exception anything makes the trial FAIL, and the study goes on
     */
    double[] evaluate(Trial trial) throws Exception;
}
