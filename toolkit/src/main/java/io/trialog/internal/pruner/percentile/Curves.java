package io.trialog.internal.pruner.percentile;

import io.trialog.internal.numeric.Quantiles;
import io.trialog.internal.pruner.Column;
import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The intermediate values of the COMPLETE trials of one history, by step. Safe for use by several threads. */
final class Curves {

    private final Column complete = new Column();
    private final Map<Long, Column> bySteps = new HashMap<>();
    private final Watch watch;
    private final boolean reporting;
    private int followed;

    /**
     * Follows one history.
     *
     * @param watch whose reports count
     * @param reporting whether COMPLETE trials without reports are left out
     */
    Curves(Watch watch, boolean reporting) {
        this.watch = watch;
        this.reporting = reporting;
    }

    /**
     * What the COMPLETE trials of a view say about one step.
     *
     * @param reported how many of them reported it, NaN included
     * @param numbers how many of those values are numbers
     * @param quantile the quantile of these
     */
    record AtStep(int reported, int numbers, double quantile) {}

    /** How many COMPLETE trials count in the view, voided ones left out. */
    synchronized int complete(StudyView view) {
        follow(view);
        return complete.count(view);
    }

    synchronized AtStep at(StudyView view, long step, double fraction) {
        follow(view);
        @Nullable Column column = bySteps.get(step);
        if (column == null) {
            return new AtStep(0, 0, Double.NaN);
        }
        Column.Sample sample = column.sample(view);
        return new AtStep(
                column.count(view), sample.size(), Quantiles.linear(sample.values(), sample.size(), fraction));
    }

    private void follow(StudyView view) {
        for (; followed < view.finishedCount(); followed++) {
            TrialRecord trial = view.finished(followed);
            Reports reports = watch.reports(view, trial);
            if (trial.state() == TrialState.COMPLETE && !(reporting && reports.isEmpty())) {
                complete.add(followed, trial.number(), Double.NaN);
                add(trial, reports);
            }
        }
    }

    private void add(TrialRecord trial, Reports reports) {
        for (int i = 0; i < reports.size(); i++) {
            bySteps.computeIfAbsent(reports.step(i), step -> new Column())
                    .add(followed, trial.number(), reports.value(i));
        }
    }
}
