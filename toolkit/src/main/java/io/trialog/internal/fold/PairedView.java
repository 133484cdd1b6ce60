package io.trialog.internal.fold;

import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;

/** A view in which each group of paired parameters is one parameter. Immutable. */
final class PairedView extends ForwardedView {

    private final PairedSpace space;

    PairedView(StudyView whole, PairedSpace space) {
        super(whole);
        this.space = space;
    }

    @Override
    public Settings settings() {
        return space.settings();
    }

    @Override
    public TrialRecord finished(int i) {
        return space.numbered(super.finished(i));
    }

    @Override
    public List<TrialRecord> running() {
        return super.running().stream().map(space::numbered).toList();
    }

    @Override
    public List<TrialRecord> waiting() {
        return super.waiting().stream().map(space::numbered).toList();
    }

    @Override
    public TrialRecord trial(int number) {
        return space.numbered(super.trial(number));
    }
}
