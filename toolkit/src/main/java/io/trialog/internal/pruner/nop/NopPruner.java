package io.trialog.internal.pruner.nop;

import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.StudyView;

/** Never prunes. */
final class NopPruner implements Pruner {

    @Override
    public PruningDecision decide(StudyView view, int trial) {
        return PruningDecision.keep(view.trial(trial).reports().lastStep(), "no pruning");
    }
}
