package io.trialog.pruner;

import io.trialog.study.StudyView;

/** Never prunes. */
public final class NopPruner implements Pruner {

    @Override
    public PruningDecision decide(StudyView view, int trial) {
        return Decisions.keep(view.trial(trial), "no pruning");
    }
}
