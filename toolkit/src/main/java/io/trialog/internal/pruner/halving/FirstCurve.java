package io.trialog.internal.pruner.halving;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * The first COMPLETE trial with reports, by which {@code auto} resources are measured.
 *
 * @param told its position in the order of telling
 * @param lastStep its largest step
 */
record FirstCurve(int told, long lastStep) {

    /** The first curve of a view, or {@code null} if there is none yet. */
    static @Nullable FirstCurve of(StudyView view) {
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE && !trial.reports().isEmpty() && !view.isVoided(trial.number())) {
                return new FirstCurve(i, trial.reports().lastStep());
            }
        }
        return null;
    }
}
