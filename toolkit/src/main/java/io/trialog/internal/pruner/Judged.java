package io.trialog.internal.pruner;

import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;

/**
 * A trial that a pruner is asked about.
 *
 * @param view the study
 * @param trial the trial
 * @param reports what it reported of the metric that counts
 * @param direction which way that metric is better
 */
public record Judged(StudyView view, TrialRecord trial, Reports reports, Direction direction) {

    /** The trial goes on; {@code rule} says why. */
    public PruningDecision keep(String rule) {
        return PruningDecision.keep(reports.lastStep(), rule);
    }

    /** The trial stops without a comparison. */
    public PruningDecision prune(String rule, int rung) {
        return new PruningDecision(true, new PruneRecord(reports.lastStep(), rule, Double.NaN, Double.NaN, 0, rung));
    }

    /** What is decided by a comparison. */
    public PruningDecision compared(boolean prune, String rule, double threshold, double value, int count) {
        return new PruningDecision(prune, new PruneRecord(reports.lastStep(), rule, threshold, value, count, -1));
    }

    /** Says how many of something there are. */
    public static String plural(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
