package io.trialog.cli;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Comparator;
import java.util.List;

/** The best trials of a study. */
final class BestTrials {

    private BestTrials() {}

    /**
     * The best COMPLETE feasible trials, the best first, at most {@code n}; with several objectives, those of the Pareto front
     * by their first value.
     */
    static List<TrialRecord> of(StudyView view, int n) {
        Direction direction = view.settings().direction();
        boolean several = view.settings().directions().size() > 1;
        return (several ? view.bestTrials() : view.trials())
                .stream()
                        .filter(trial -> trial.state() == TrialState.COMPLETE
                                && trial.violation() <= 0
                                && !view.isVoided(trial.number()))
                        .sorted(Comparator.comparingDouble((TrialRecord trial) -> direction.sign() * trial.value())
                                .thenComparingInt(TrialRecord::number))
                        .limit(n)
                        .toList();
    }
}
