package io.trialog.internal.pruner.percentile;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.pruner.Decisions;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Prunes a trial whose best intermediate value so far is outside the best {@code percentile} per cent of the values that
 * COMPLETE trials reported at the same step. Decides as Optuna's {@code PercentilePruner} does.
 *
 * <ul>
 *   <li>The step is the largest one that the trial reported. It is looked at once per interval: only if no other report of
 *       the trial lies in the interval (counted from the end of the warm-up) to which it belongs.
 *   <li>The percentile is interpolated linearly; NaN values of other trials count towards {@code minTrials}, but not in
 *       the percentile.
 *   <li>A trial that reported nothing but NaN is pruned; a value equal to the threshold is kept.
 *   <li>PRUNED, failed, running and voided trials are not compared with.
 * </ul>
 *
 * Safe for use by several threads.
 */
final class PercentilePruner implements Pruner {

    private final double percentile;
    private final int startupTrials;
    private final long warmupSteps;
    private final long intervalSteps;
    private final int minTrials;
    private final String words;
    private final Lineages<Curves> curves = new Lineages<>();

    /**
     * Decides by options that were checked.
     *
     * @param percentile how much is kept, from 0 to 100
     * @param startupTrials no pruning while fewer trials are COMPLETE
     * @param warmupSteps no pruning below this step
     * @param intervalSteps the length of an interval in steps, at least 1
     * @param minTrials no pruning at a step that fewer COMPLETE trials reported, at least 1
     */
    PercentilePruner(double percentile, int startupTrials, long warmupSteps, long intervalSteps, int minTrials) {
        this.percentile = percentile;
        this.startupTrials = startupTrials;
        this.warmupSteps = warmupSteps;
        this.intervalSteps = intervalSteps;
        this.minTrials = minTrials;
        this.words = percentile == 50 ? "median" : "best " + shortest(percentile) + " %";
    }

    private static String shortest(double number) {
        return new BigDecimal(number)
                .round(MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        TrialRecord trial = view.trial(number);
        PruningDecision none = Decisions.withoutRule(view, trial);
        if (none != null) {
            return none;
        }
        Curves complete = curves.get(view.lineage(), Curves::new);
        String reason = reasonToWait(trial.reports(), complete.complete(view));
        return reason != null ? Decisions.keep(trial, reason) : compare(view, trial, complete);
    }

    private @Nullable String reasonToWait(Reports reports, int complete) {
        long step = reports.lastStep();
        if (complete == 0 || complete < startupTrials) {
            return "startup: " + complete + " of " + Decisions.plural(Math.max(1, startupTrials), "completed trial");
        }
        if (step < warmupSteps) {
            return "warm-up until step " + warmupSteps;
        }
        long begin = step - (step - warmupSteps) % intervalSteps;
        return secondLast(reports) >= begin ? "the interval from step " + begin + " was looked at before" : null;
    }

    private static long secondLast(Reports reports) {
        long second = -1;
        for (int i = 0; i < reports.size(); i++) {
            if (reports.step(i) != reports.lastStep()) {
                second = Math.max(second, reports.step(i));
            }
        }
        return second;
    }

    private PruningDecision compare(StudyView view, TrialRecord trial, Curves complete) {
        Direction direction = view.settings().direction();
        long step = trial.reports().lastStep();
        double best = best(trial.reports(), direction);
        if (Double.isNaN(best)) {
            return Decisions.prune(trial, "no reported value is a number", -1);
        }
        double kept = (direction == Direction.MINIMIZE ? percentile : 100 - percentile) / 100;
        Curves.AtStep others = complete.at(view, step, kept);
        if (others.reported() < minTrials) {
            return Decisions.keep(
                    trial,
                    "only " + others.reported() + " of " + Decisions.plural(minTrials, "completed trial")
                            + " reported step " + step);
        }
        String rule = words + " of " + Decisions.plural(others.numbers(), "completed trial") + " at step " + step;
        boolean prune = direction.better(others.quantile(), best);
        return new PruningDecision(prune, new PruneRecord(step, rule, others.quantile(), best, others.numbers(), -1));
    }

    /** The best value reported at any step, NaN if none is a number. */
    private static double best(Reports reports, Direction direction) {
        double best = Double.NaN;
        for (int i = 0; i < reports.size(); i++) {
            if (Double.isNaN(best) || direction.better(reports.value(i), best)) {
                best = reports.value(i);
            }
        }
        return best;
    }
}
