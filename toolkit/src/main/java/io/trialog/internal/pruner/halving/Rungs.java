package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Column;
import io.trialog.internal.pruner.Watch;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values with which the trials of one history completed their rungs, derived from their reports. Safe for use by several
 * threads.
 */
final class Rungs {

    private final Watch watch;
    private final Scheme scheme;
    private final int firstTold;
    private final List<List<Column>> columns = new ArrayList<>();
    private int followed;

    /**
     * @param watch whose reports count
     * @param scheme which trials compete
     * @param firstTold trials that were told before this position have no rungs: they ended before there was a ladder
     */
    Rungs(Watch watch, Scheme scheme, int firstTold) {
        this.watch = watch;
        this.scheme = scheme;
        this.firstTold = firstTold;
        this.followed = firstTold;
    }

    boolean isFor(Scheme other, int otherFirst) {
        return firstTold == otherFirst && scheme.equals(other);
    }

    /** The values of all other trials in a bracket that completed a rung, in any order, with room for one more. */
    synchronized double[] competitors(StudyView view, int bracket, int rung, int trial) {
        follow(view);
        Column.Sample told = column(bracket, rung).sample(view);
        double[] values =
                Arrays.copyOf(told.values(), told.size() + view.running().size() + 1);
        int size = told.size();
        for (TrialRecord other : view.running()) {
            if (other.number() != trial
                    && !view.isVoided(other.number())
                    && scheme.bracketOf(other.number()) == bracket) {
                double[] completed = completed(view, other, bracket);
                if (rung < completed.length) {
                    values[size++] = completed[rung];
                }
            }
        }
        return Arrays.copyOf(values, size + 1);
    }

    private void follow(StudyView view) {
        for (; followed < view.finishedCount(); followed++) {
            TrialRecord trial = view.finished(followed);
            int bracket = scheme.bracketOf(trial.number());
            double[] completed = completed(view, trial, bracket);
            for (int rung = 0; rung < completed.length; rung++) {
                column(bracket, rung).add(followed, trial.number(), completed[rung]);
            }
        }
    }

    /** A pruned trial completed the rung at which it was stopped, and none after it. */
    private double[] completed(StudyView view, TrialRecord trial, int bracket) {
        Reports reports = watch.reports(view, trial);
        double[] values = scheme.ladder(bracket).completed(reports, reports.size());
        PruneRecord prune = trial.prune();
        return prune == null || prune.rung() < 0
                ? values
                : Arrays.copyOf(values, Math.min(values.length, prune.rung() + 1));
    }

    private Column column(int bracket, int rung) {
        while (columns.size() <= bracket) {
            columns.add(new ArrayList<>());
        }
        List<Column> rungs = columns.get(bracket);
        while (rungs.size() <= rung) {
            rungs.add(new Column());
        }
        return rungs.get(rung);
    }
}
