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

    /** The best COMPLETE feasible trials by the first objective, the best first, at most {@code n}. */
    static List<TrialRecord> of(StudyView view, int n) {
        Direction direction = view.settings().direction();
        return view.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE
                        && trial.violation() <= 0
                        && !view.isVoided(trial.number()))
                .sorted(Comparator.comparingDouble((TrialRecord trial) -> direction.sign() * trial.value())
                        .thenComparingInt(TrialRecord::number))
                .limit(n)
                .toList();
    }
}
