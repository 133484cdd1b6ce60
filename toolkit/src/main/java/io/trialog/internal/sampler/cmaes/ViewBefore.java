package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.fold.ForwardedView;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;

/** A view in which a trial does not run yet. */
final class ViewBefore extends ForwardedView {

    private final int number;

    ViewBefore(StudyView whole, int number) {
        super(whole);
        this.number = number;
    }

    @Override
    public List<TrialRecord> running() {
        return super.running().stream()
                .filter(trial -> trial.number() != number)
                .toList();
    }
}
