package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * The first COMPLETE trial with reports, by which Optuna measures resources that are not given.
 *
 * @param told its position in the order of telling
 * @param lastStep its largest step
 */
record FirstCurve(int told, long lastStep) {

    /** The first curve of a view, or {@code null} if there is none yet. */
    static @Nullable FirstCurve of(StudyView view, Watch watch) {
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            Reports reports = watch.reports(view, trial);
            if (trial.state() == TrialState.COMPLETE && !reports.isEmpty() && !view.isVoided(trial.number())) {
                return new FirstCurve(i, reports.lastStep());
            }
        }
        return null;
    }
}
