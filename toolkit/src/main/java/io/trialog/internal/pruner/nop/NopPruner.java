package io.trialog.internal.pruner.nop;

import io.trialog.internal.pruner.Decisions;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;

/** Never prunes. */
final class NopPruner implements Pruner {

    @Override
    public PruningDecision decide(StudyView view, int trial) {
        return Decisions.keep(view.trial(trial), "no pruning");
    }
}
