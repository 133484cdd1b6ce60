package io.trialog.internal.pruner.sweeps;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.numeric.Quantiles;
import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;

/**
 * The ASHA of slurm-sweeps 0.1.3. At each report, the trial's value at every rung that it passed is compared with the values of
 * all trials at exactly that iteration: it must not be worse than the best {@code 1/reductionFactor}, interpolated linearly, and
 * must be a number. So an old value may fall below a cut that rose since, and a trial is pardoned where worse ones arrived.
 *
 * <p>Iterations count from 1: if any trial reported step 0, every step is one iteration further. Decided once per report.
 *
 * <p>Safe for use by several threads.
 */
final class SlurmSweepsPruner implements Pruner {

    private final long[] rungs;
    private final int reductionFactor;
    private final Watch watch;
    private final Lineages<Iterations> kept = new Lineages<>();

    /**
     * Decides by options that were checked.
     *
     * @param rungs the iterations at which trials are compared, the smallest first
     * @param reductionFactor at least 2
     * @param watch whose reports count
     */
    SlurmSweepsPruner(long[] rungs, int reductionFactor, Watch watch) {
        this.rungs = rungs.clone();
        this.reductionFactor = reductionFactor;
        this.watch = watch;
    }

    @Override
    public PruningDecision decide(StudyView view, int number) {
        return watch.decide(view, number, this::judge);
    }

    private PruningDecision judge(Judged judged) {
        StudyView view = judged.view();
        Iterations iterations = kept.get(view.lineage(), () -> new Iterations(watch, rungs));
        long shift = iterations.isZeroBased(view) ? 1 : 0;
        PruningDecision decision = judged.keep("no value at a rung yet");
        for (int rung = 0; rung < rungs.length; rung++) {
            if (judged.reports().indexOfStep(rungs[rung] - shift) >= 0) {
                decision = compare(judged, iterations, rung, shift);
                if (decision.prune()) {
                    return decision;
                }
            }
        }
        return decision;
    }

    private PruningDecision compare(Judged judged, Iterations iterations, int rung, long shift) {
        Reports reports = judged.reports();
        String where = "rung " + rung + " at iteration " + rungs[rung];
        double own = reports.valueAt(rungs[rung] - shift);
        if (Double.isNaN(own)) {
            return judged.prune(where + ": the value is not a number", rung);
        }
        double[] values = iterations.values(judged.view(), rung, shift);
        double part = 1.0 / reductionFactor;
        double fraction = judged.direction() == Direction.MINIMIZE ? part : 1 - part;
        double cut = Quantiles.linear(values, values.length, fraction);
        return new PruningDecision(
                judged.direction().better(cut, own),
                new PruneRecord(
                        reports.lastStep(),
                        where + ": best 1/" + reductionFactor + " of " + values.length,
                        cut,
                        own,
                        values.length,
                        rung));
    }
}
