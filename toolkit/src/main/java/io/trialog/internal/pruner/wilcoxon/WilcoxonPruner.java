package io.trialog.internal.pruner.wilcoxon;

import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.Arrays;

/**
 * Prunes a trial that is probably worse than the best one, by Wilcoxon's signed-rank test over the steps that both reported.
 * For steps that are exchangeable instances, such as folds or seeds; not for learning curves.
 *
 * <p>Without correction it decides as Optuna's {@code WilcoxonPruner} does: at every report, so that far more than
 * {@code pThreshold} of the trials that are as good as the best get pruned. With it, a trial is tested only by the report
 * that makes its 6th, 12th, 24th, ... pair, the k-th time at {@code pThreshold / 2^k}: all tests together stay below the
 * threshold.
 *
 * <p>A trial whose average is no worse than that of the best is kept. Values that are not finite are not tested.
 *
 * @param pThreshold between 0 and 1
 * @param startupSteps no pruning with fewer pairs
 * @param spending whether the threshold is spread over a few tests
 * @param watch whose reports count
 */
record WilcoxonPruner(double pThreshold, int startupSteps, boolean spending, Watch watch) implements Pruner {

    private static final int FIRST_LOOK = 6;

    @Override
    public PruningDecision decide(StudyView view, int number) {
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        StudyView view = judged.view();
        if (!isFinite(judged.reports())) {
            return judged.keep("a reported value is not finite");
        }
        TrialRecord best = view.best();
        if (best == null) {
            return judged.keep("no trial is completed");
        }
        Reports others = watch.reports(view, best);
        if (others.isEmpty() || !isFinite(others)) {
            return judged.keep("the best trial, " + best.number() + ", has "
                    + (others.isEmpty() ? "no reports" : "a report that is not finite"));
        }
        return test(judged, best.number(), others);
    }

    private PruningDecision test(Judged judged, int best, Reports others) {
        Reports own = judged.reports();
        double sign = judged.direction().better(0, 1) ? 1 : -1;
        double[] differences = new double[own.size()];
        int pairs = 0;
        for (int i = 0; i < own.size(); i++) {
            int j = others.indexOfStep(own.step(i));
            if (j >= 0) {
                differences[pairs++] = sign * (own.value(i) - others.value(j));
            }
        }
        boolean paired = others.indexOfStep(own.step(own.size() - 1)) >= 0;
        double limit = limit(pairs, paired);
        String with = Judged.plural(pairs, "pair") + " with trial " + best;
        if (pairs < Math.max(2, startupSteps) || Double.isNaN(limit)) {
            return judged.keep("no test at " + with);
        }
        double p = SignedRanks.greater(Arrays.copyOf(differences, pairs));
        if (p < limit && !judged.direction().better(mean(others), mean(own))) {
            return judged.compared(false, "better than trial " + best + " on average, at " + with, limit, p, pairs);
        }
        return judged.compared(p < limit, "Wilcoxon's p at " + with, limit, p, pairs);
    }

    /** The threshold of the test at so many pairs, NaN if there is none. */
    private double limit(int pairs, boolean paired) {
        if (!spending) {
            return pThreshold;
        }
        double limit = pThreshold / 2;
        for (long look = FIRST_LOOK; paired && look <= pairs; look *= 2) {
            if (look == pairs) {
                return limit;
            }
            limit /= 2;
        }
        return Double.NaN;
    }

    private static boolean isFinite(Reports reports) {
        for (int i = 0; i < reports.size(); i++) {
            if (!Double.isFinite(reports.value(i))) {
                return false;
            }
        }
        return true;
    }

    private static double mean(Reports reports) {
        double sum = 0;
        for (int i = 0; i < reports.size(); i++) {
            sum += reports.value(i);
        }
        return sum / reports.size();
    }
}
