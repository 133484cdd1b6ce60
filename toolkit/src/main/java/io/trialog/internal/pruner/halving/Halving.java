package io.trialog.internal.pruner.halving;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.pruner.Judged;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import java.util.Arrays;

/** Asynchronous successive halving under any scheme: a trial that is not among the best of a rung stops there. */
final class Halving {

    private final Watch watch;
    private final int reductionFactor;
    private final int bootstrapCount;
    private final Lineages<Rungs> kept = new Lineages<>();

    Halving(Watch watch, int reductionFactor, int bootstrapCount) {
        this.watch = watch;
        this.reductionFactor = reductionFactor;
        this.bootstrapCount = bootstrapCount;
    }

    /**
     * Decides at every rung that the newest report completes.
     *
     * @param firstTold the position, in the order of telling, from which trials have rungs
     */
    PruningDecision decide(Scheme scheme, int firstTold, Judged judged) {
        Reports reports = judged.reports();
        int number = judged.trial().number();
        int bracket = scheme.bracketOf(number);
        Ladder ladder = scheme.ladder(bracket);
        int rung = ladder.completed(reports, reports.size() - 1).length;
        double value = reports.lastValue();
        PruningDecision decision =
                judged.keep(scheme.words(bracket, rung) + " begins at step " + ladder.step(rung, reports.firstStep()));
        Rungs rungs = rungs(scheme, firstTold, judged.view());
        long resource = ladder.resource(reports.firstStep(), reports.lastStep());
        for (; ladder.isReached(rung, resource); rung++) {
            String where = scheme.words(bracket, rung) + " at step " + reports.lastStep();
            if (Double.isNaN(value)) {
                return judged.prune(where + ": the value is not a number", rung);
            }
            double[] competing = rungs.competitors(judged.view(), bracket, rung, number);
            competing[competing.length - 1] = value;
            decision = judge(
                    judged.direction(),
                    competing,
                    new PruneRecord(reports.lastStep(), where, Double.NaN, value, competing.length, rung));
            if (decision.prune()) {
                return decision;
            }
        }
        return decision;
    }

    private PruningDecision judge(Direction direction, double[] competing, PruneRecord record) {
        int count = competing.length;
        if (count <= bootstrapCount) {
            return new PruningDecision(true, withRule(record, ": one of the first " + bootstrapCount, Double.NaN));
        }
        int best = Math.max(1, count / reductionFactor);
        Arrays.sort(competing);
        double threshold = competing[direction == Direction.MINIMIZE ? best - 1 : count - best];
        return new PruningDecision(
                direction.better(threshold, record.compared()),
                withRule(record, ": best " + best + " of " + count, threshold));
    }

    private static PruneRecord withRule(PruneRecord record, String rule, double threshold) {
        return new PruneRecord(
                record.step(), record.rule() + rule, threshold, record.compared(), record.count(), record.rung());
    }

    private Rungs rungs(Scheme scheme, int firstTold, StudyView view) {
        return kept.get(
                view.lineage(), rungs -> rungs.isFor(scheme, firstTold), () -> new Rungs(watch, scheme, firstTold));
    }
}
