package io.trialog.internal.pruner.percentile;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Intervals;
import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Prunes a trial whose best intermediate value so far is outside the best {@code percentile} per cent of the values that
 * COMPLETE trials reported at the same step. Decides as Optuna's {@code PercentilePruner} does, once the warm-up is over.
 *
 * <ul>
 *   <li>By rule 2 the warm-up is a fifth of the {@linkplain Horizon horizon} unless the user gives a step. It is counted from
 *       the trial's own first step, and nothing is pruned while the horizon is unknown.
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
    private final Gates gates;
    private final Watch watch;
    private final Horizon horizon;
    private final String words;
    private final Lineages<Curves> curves = new Lineages<>();

    /**
     * Decides by options that were checked.
     *
     * @param percentile how much is kept, from 0 to 100
     * @param gates when anything is decided
     * @param watch whose reports count
     * @param horizon how many steps a trial takes
     */
    PercentilePruner(double percentile, Gates gates, Watch watch, Horizon horizon) {
        this.percentile = percentile;
        this.gates = gates;
        this.watch = watch;
        this.horizon = horizon;
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
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        StudyView view = judged.view();
        long steps = horizon.of(view);
        if (steps < 0 && gates.needsHorizon()) {
            return judged.keep(horizon.missing(view));
        }
        long first = judged.reports().firstStep();
        long warm = gates.warm(first, steps);
        Curves complete = curves.get(view.lineage(), () -> new Curves(watch, gates.rule() > 1));
        String reason = reasonToWait(judged.reports(), warm, complete.complete(view));
        if (reason != null) {
            return judged.keep(reason);
        }
        PruningDecision decision = compare(judged, complete);
        return gates.rule() == 1
                ? decision
                : new PruningDecision(decision.prune(), decision.record().within(steps, Math.max(0, warm - first)));
    }

    private @Nullable String reasonToWait(Reports reports, long warm, int complete) {
        if (complete == 0 || complete < gates.startupTrials()) {
            return "startup: " + complete + " of "
                    + Judged.plural(Math.max(1, gates.startupTrials()), "completed trial")
                    + (gates.rule() == 1 ? "" : " with reports");
        }
        return Intervals.reasonToWait(reports, warm, gates.intervalSteps());
    }

    private PruningDecision compare(Judged judged, Curves complete) {
        Direction direction = judged.direction();
        long step = judged.reports().lastStep();
        double best = best(judged.reports(), direction);
        if (Double.isNaN(best)) {
            return judged.prune("no reported value is a number", -1);
        }
        double kept = (direction == Direction.MINIMIZE ? percentile : 100 - percentile) / 100;
        Curves.AtStep others = complete.at(judged.view(), step, kept);
        if (others.reported() < gates.minTrials()) {
            return judged.keep("only " + others.reported() + " of "
                    + Judged.plural(gates.minTrials(), "completed trial") + " reported step " + step);
        }
        String rule = words + " of " + Judged.plural(others.numbers(), "completed trial") + " at step " + step;
        return judged.compared(
                direction.better(others.quantile(), best), rule, others.quantile(), best, others.numbers());
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
