package io.trialog.internal.pruner.sweeps;

import io.trialog.internal.pruner.Column;
import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.Arrays;

/**
 * The values of the trials of one history at the steps that may be rungs: the rung itself, and the step before. Safe for use
 * by several threads.
 */
final class Iterations {

    private final Watch watch;
    private final long[] rungs;
    private final Column[] at;
    private final Column[] before;
    private final Column zeros = new Column();
    private int followed;

    Iterations(Watch watch, long[] rungs) {
        this.watch = watch;
        this.rungs = rungs.clone();
        this.at = columns(rungs.length);
        this.before = columns(rungs.length);
    }

    private static Column[] columns(int count) {
        Column[] columns = new Column[count];
        Arrays.setAll(columns, i -> new Column());
        return columns;
    }

    /** Whether a trial of the view reported step 0. */
    synchronized boolean isZeroBased(StudyView view) {
        follow(view);
        if (zeros.count(view) > 0) {
            return true;
        }
        for (TrialRecord trial : view.running()) {
            if (!view.isVoided(trial.number()) && watch.reports(view, trial).firstStep() == 0) {
                return true;
            }
        }
        return false;
    }

    /** The values of all trials of the view at a rung, in ascending order, NaN left out. */
    synchronized double[] values(StudyView view, int rung, long shift) {
        follow(view);
        Column.Sample told = (shift == 0 ? at : before)[rung].sample(view);
        double[] values =
                Arrays.copyOf(told.values(), told.size() + view.running().size());
        int size = told.size();
        for (TrialRecord trial : view.running()) {
            double value = watch.reports(view, trial).valueAt(rungs[rung] - shift);
            if (!Double.isNaN(value) && !view.isVoided(trial.number())) {
                values[size++] = value;
            }
        }
        Arrays.sort(values, 0, size);
        return Arrays.copyOf(values, size);
    }

    private void follow(StudyView view) {
        for (; followed < view.finishedCount(); followed++) {
            TrialRecord trial = view.finished(followed);
            Reports reports = watch.reports(view, trial);
            if (reports.firstStep() == 0) {
                zeros.add(followed, trial.number(), 0);
            }
            for (int rung = 0; rung < rungs.length; rung++) {
                add(at[rung], trial.number(), reports, rungs[rung]);
                add(before[rung], trial.number(), reports, rungs[rung] - 1);
            }
        }
    }

    private void add(Column column, int trial, Reports reports, long step) {
        if (reports.indexOfStep(step) >= 0) {
            column.add(followed, trial, reports.valueAt(step));
        }
    }
}
