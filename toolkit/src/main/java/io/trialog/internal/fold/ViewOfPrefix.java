package io.trialog.internal.fold;

import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view: a prefix of the finished trials, which share their arrays with the history, and the open ones. */
record ViewOfPrefix(
        long position,
        Object lineage,
        Settings settings,
        Map<String, @Nullable Object> userAttributes,
        StopState stop,
        int trialCount,
        int finishedCount,
        TrialRecord[] told,
        int[] toldIndex,
        int[] voided,
        List<TrialRecord> running,
        List<TrialRecord> waiting)
        implements StudyView {

    @Override
    public TrialRecord finished(int i) {
        if (i >= finishedCount) {
            throw new IndexOutOfBoundsException(
                    "Only " + finishedCount + " trials are finished, but " + i + " was asked for.");
        }
        return told[i];
    }

    @Override
    public TrialRecord trial(int number) {
        if (number < 0 || number >= trialCount) {
            throw new IndexOutOfBoundsException("There is no trial " + number + ": the study has " + trialCount + ".");
        }
        int index = toldIndex[number];
        if (index >= 0 && index < finishedCount) {
            return told[index];
        }
        TrialRecord trial = find(running, number);
        if (trial == null) {
            trial = find(waiting, number);
        }
        if (trial == null) {
            throw new IllegalStateException("Trial " + number + " is neither finished nor open.");
        }
        return trial;
    }

    private static @Nullable TrialRecord find(List<TrialRecord> trials, int number) {
        int low = 0;
        int high = trials.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = trials.get(middle).number();
            if (found == number) {
                return trials.get(middle);
            } else if (found < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "StudyView[" + settings.name() + " at " + position + "]";
    }
}
