package io.trialog.internal.projection.mlflow;

import java.util.Locale;

/**
 * What a run of MLflow stands for.
 *
 * @param trial the trial's number, -1 for the study itself
 * @param attempt the attempt, from 1; 0 for the study itself
 */
record RunKey(int trial, int attempt) {

    /** The study itself: the parent of all other runs. */
    static final RunKey STUDY = new RunKey(-1, 0);

    boolean isStudy() {
        return trial < 0;
    }

    /** Returns {@code apple-0007}, or {@code apple-0007-2} for a second attempt. */
    String name(String study) {
        if (isStudy()) {
            return study;
        }
        return study + "-" + String.format(Locale.ROOT, "%04d", trial) + (attempt > 1 ? "-" + attempt : "");
    }
}
