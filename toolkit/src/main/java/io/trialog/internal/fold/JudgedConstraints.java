package io.trialog.internal.fold;

import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constraints of settings, evaluated over the metrics of trials that have ended. A metric that a trial does not have gives
 * NaN, which is not feasible. What a program tells under the name of a declared constraint does not count.
 */
final class JudgedConstraints {

    private JudgedConstraints() {}

    /** Returns the constraints of a trial that has ended: the declared ones first, then those that its program told. */
    static Map<String, Double> of(Settings settings, Map<String, Double> metrics, Map<String, Double> told) {
        if (settings.constraints().isEmpty()) {
            return told;
        }
        Map<String, Double> values = new LinkedHashMap<>();
        settings.constraints().forEach(declared -> values.put(declared.name(), declared.violation(metrics)));
        told.forEach(values::putIfAbsent);
        return Collections.unmodifiableMap(values);
    }

    /** Judges a trial that was told under other settings. */
    static TrialRecord again(TrialRecord trial, List<MetricConstraint> before, Settings now) {
        if (trial.state() == TrialState.FAIL) {
            return trial;
        }
        Map<String, Double> told = new LinkedHashMap<>(trial.constraints());
        before.forEach(declared -> told.remove(declared.name()));
        return new RecordDraft(trial)
                .constraints(of(now, trial.metrics(), Collections.unmodifiableMap(told)))
                .build();
    }
}
