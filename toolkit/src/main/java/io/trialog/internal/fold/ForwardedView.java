package io.trialog.internal.fold;

import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view that shows another one, save for what a subclass says otherwise. Immutable if its subclass is. */
public abstract class ForwardedView implements StudyView {

    private final StudyView whole;

    /**
     * Shows another view.
     *
     * @param whole the other view
     */
    protected ForwardedView(StudyView whole) {
        this.whole = whole;
    }

    @Override
    public long position() {
        return whole.position();
    }

    @Override
    public Object lineage() {
        return whole.lineage();
    }

    @Override
    public Settings settings() {
        return whole.settings();
    }

    @Override
    public Map<String, @Nullable Object> userAttributes() {
        return whole.userAttributes();
    }

    @Override
    public StopState stop() {
        return whole.stop();
    }

    @Override
    public int trialCount() {
        return whole.trialCount();
    }

    @Override
    public int finishedCount() {
        return whole.finishedCount();
    }

    @Override
    public TrialRecord finished(int i) {
        return whole.finished(i);
    }

    @Override
    public int[] voided() {
        return whole.voided();
    }

    @Override
    public List<TrialRecord> running() {
        return whole.running();
    }

    @Override
    public List<TrialRecord> waiting() {
        return whole.waiting();
    }

    @Override
    public TrialRecord trial(int number) {
        return whole.trial(number);
    }
}
