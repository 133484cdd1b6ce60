package io.trialog.internal.pruner;

import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import org.jspecify.annotations.Nullable;

/** Decisions that several pruners take in the same words. */
public final class Decisions {

    private Decisions() {}

    /** The decision where there is nothing to decide: no report, or more than one objective; else {@code null}. */
    public static @Nullable PruningDecision withoutRule(StudyView view, TrialRecord trial) {
        int objectives = view.settings().directions().size();
        if (objectives > 1) {
            return keep(trial, "no pruning in a study of " + objectives + " objectives");
        }
        return trial.reports().isEmpty() ? keep(trial, "no report yet") : null;
    }

    public static PruningDecision keep(TrialRecord trial, String rule) {
        return PruningDecision.keep(trial.reports().lastStep(), rule);
    }

    public static PruningDecision prune(TrialRecord trial, String rule, int rung) {
        return new PruningDecision(
                true, new PruneRecord(trial.reports().lastStep(), rule, Double.NaN, Double.NaN, 0, rung));
    }

    public static String plural(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
