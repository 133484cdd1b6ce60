package io.trialog.internal.sampler.gp;

/**
 * When hyperparameters are fitted: on the first 10, 11, … 50 trials, then on a tenth more each time, up to {@value #MOST}. So a
 * fit depends on the trials alone, and many asks share one.
 */
final class FitSchedule {

    /** Beyond this many trials, hyperparameters stay, and the model is of a part of the trials. */
    static final int MOST = 1000;

    private static final int EACH = 50;

    private FitSchedule() {}

    /** How many trials are fitted if there are so many. */
    static int fitted(int trials) {
        int most = Math.min(trials, MOST);
        if (most <= EACH) {
            return most;
        }
        int fitted = EACH;
        for (int next = EACH; next <= most; next = (11 * next + 9) / 10) {
            fitted = next;
        }
        return fitted;
    }
}
