package io.trialog.internal.pruner.patient;

import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a trial to stop improving, then leaves the decision to another pruner, or stops the trial without one. A trial does
 * not improve if the best value of its last {@code patience + 1} steps is worse than the best one before by more than
 * {@code minDelta}. Decides as Optuna's {@code PatientPruner} does.
 *
 * <p>Safe for use by several threads.
 */
final class PatientPruner implements Pruner {

    private final int patience;
    private final double minDelta;
    private final @Nullable Pruner inner;
    private final Watch watch;

    /**
     * Decides by options that were checked.
     *
     * @param patience how many reports may pass without an improvement
     * @param minDelta how much worse the last values must be
     * @param inner who decides about a trial that does not improve, or {@code null}
     * @param watch whose reports count
     */
    PatientPruner(int patience, double minDelta, @Nullable Pruner inner, Watch watch) {
        this.patience = patience;
        this.minDelta = minDelta;
        this.inner = inner;
        this.watch = watch;
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        int size = judged.reports().size();
        if (size <= patience + 1L) {
            return judged.keep("patience: " + size + " of " + (patience + 2L) + " reports");
        }
        double[] values = byStep(judged.reports());
        double before = best(values, 0, size - patience - 1, judged.direction());
        double after = best(values, size - patience - 1, size, judged.direction());
        boolean minimize = judged.direction() == Direction.MINIMIZE;
        double limit = minimize ? before + minDelta : before - minDelta;
        boolean worse = minimize ? limit < after : limit > after;
        String words = "in the last " + Judged.plural(patience + 1, "report");
        if (!worse) {
            return judged.compared(false, "patience: an improvement " + words, limit, after, size);
        }
        String rule = "patience: no improvement " + words;
        return inner == null
                ? judged.compared(true, rule, limit, after, size)
                : with(rule, inner.decide(judged.view(), judged.trial().number()));
    }

    /** The decision of the other pruner, which was asked because of this rule. */
    private static PruningDecision with(String rule, PruningDecision decision) {
        PruneRecord record = decision.record();
        return new PruningDecision(
                decision.prune(),
                new PruneRecord(
                        record.step(),
                        rule + "; " + record.rule(),
                        record.threshold(),
                        record.compared(),
                        record.count(),
                        record.rung(),
                        record.horizon(),
                        record.warmup()));
    }

    private static double[] byStep(Reports reports) {
        return IntStream.range(0, reports.size())
                .boxed()
                .sorted((a, b) -> Long.compare(reports.step(a), reports.step(b)))
                .mapToDouble(reports::value)
                .toArray();
    }

    /** The best of some values, NaN if none is a number. */
    private static double best(double[] values, int from, int to, Direction direction) {
        double best = Double.NaN;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(best) || direction.better(values[i], best)) {
                best = values[i];
            }
        }
        return best;
    }
}
