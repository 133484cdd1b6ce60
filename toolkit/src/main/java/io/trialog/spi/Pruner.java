package io.trialog.spi;

import io.trialog.study.StudyView;

/**
 * Decides whether a running trial should stop: a pure function of a view and a trial number. Asked exactly once for every
 * accepted report, on the log up to that report. Implementations are safe for use by several threads.
 */
public interface Pruner {

    /**
     * Decides about the trial {@code trial}, whose newest report is in the view.
     *
     * @param view the study at a position of its log
     * @param trial the number of the trial
     * @return the decision with its reason, also when the trial goes on
     */
    PruningDecision decide(StudyView view, int trial);
}
