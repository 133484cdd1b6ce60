package io.trialog.internal.control;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The results of a study that are not void: parameters and objectives. Not safe for use by several threads. */
final class KnownResults {

    private final Set<Known> results = new HashSet<>();

    private record Known(Map<String, @Nullable Object> params, List<Double> values) {}

    private KnownResults() {}

    static KnownResults of(StudyView view) {
        KnownResults known = new KnownResults();
        for (TrialRecord trial : view.trials()) {
            if (trial.state() == TrialState.COMPLETE && !view.isVoided(trial.number())) {
                known.add(trial.params(), trial.values());
            }
        }
        return known;
    }

    /** Returns whether a result was not known yet. */
    boolean add(Map<String, @Nullable Object> params, List<Double> values) {
        return results.add(new Known(params, values));
    }
}
