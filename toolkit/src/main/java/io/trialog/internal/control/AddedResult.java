package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result from elsewhere, as it enters the log of a study. Values of parameters that it does not tell and that can have one value only are
 * filled in.
 *
 * @param result what was told
 * @param view the study
 */
record AddedResult(Amendments.Result result, StudyView view) {

    /** @throws IllegalArgumentException if it does not fit into the study */
    StudyEvent.TrialAdded event() {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        Map<String, Distribution> distributions = view.settings().space().isEmpty() ? known(params) : declared(params);
        requireValues();
        StudyEvent.TrialAdded event = new StudyEvent.TrialAdded(
                result.source(),
                params,
                distributions,
                result.values(),
                result.metrics(),
                Map.of(),
                result.userAttributes());
        if (EventCodec.payloadSize(event) > Limits.PAYLOAD) {
            throw wrong("must have at most " + Limits.PAYLOAD + " bytes, but is larger");
        }
        return event;
    }

    private void requireValues() {
        int wanted = view.settings().directions().size();
        if (result.values().size() != wanted) {
            throw wrong("must have " + wanted + (wanted == 1 ? " value" : " values") + ", one per objective, but has "
                    + result.values().size());
        }
        if (result.values().stream().anyMatch(value -> Double.isNaN(value))) {
            throw wrong("must have a value that is a number, but has " + result.values());
        }
    }

    private Map<String, Distribution> declared(Map<String, @Nullable Object> params) {
        SearchSpace space = view.settings().space();
        Map<String, @Nullable Object> told = rows(space);
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        for (Parameter parameter : space.inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(params)) {
                params.put(parameter.name(), value(parameter, told));
                distributions.put(parameter.name(), parameter.distribution());
            }
        }
        List<String> names = space.parameters().stream().map(Parameter::name).toList();
        for (String name : result.params().keySet()) {
            if (space.get(name) == null) {
                throw wrong("must have declared parameters only, but has '" + name + "'", Nearest.maybe(name, names));
            } else if (!params.containsKey(name)) {
                throw wrong("must have active parameters only, but has '" + name
                        + "' although its condition does not hold");
            }
        }
        return distributions;
    }

    /** The values that were told, and those that follow from them since they vary together. */
    private Map<String, @Nullable Object> rows(SearchSpace space) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        result.params().forEach((name, value) -> {
            Parameter parameter = space.get(name);
            if (parameter != null) {
                told.put(name, fitting(name, parameter.distribution(), value));
            }
        });
        try {
            return space.completed(told);
        } catch (IllegalArgumentException e) {
            throw wrong("must fit into the study, but does not: " + e.getMessage());
        }
    }

    private @Nullable Object value(Parameter parameter, Map<String, @Nullable Object> told) {
        String name = parameter.name();
        if (told.containsKey(name)) {
            return told.get(name);
        } else if (parameter.distribution().isSingle()) {
            return Proposer.only(parameter.distribution());
        }
        throw wrong("must have a value of '" + name + "', but has only "
                + new ArrayList<>(result.params().keySet()));
    }

    private @Nullable Object fitting(String name, Distribution distribution, @Nullable Object value) {
        try {
            return Enqueued.inRange(name, distribution, value);
        } catch (IllegalArgumentException e) {
            throw wrong("must fit into the study, but does not: "
                    + String.valueOf(e.getMessage()).replace("enqueued", "added"));
        }
    }

    /** Without declared parameters, those of the last trial that has one. */
    private Map<String, Distribution> known(Map<String, @Nullable Object> params) {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        result.params().forEach((name, value) -> {
            Distribution distribution = lastOf(name);
            params.put(name, fitting(name, distribution, value));
            distributions.put(name, distribution);
        });
        return distributions;
    }

    private Distribution lastOf(String name) {
        List<TrialRecord> trials = view.trials();
        for (int i = trials.size() - 1; i >= 0; i--) {
            Distribution distribution = trials.get(i).distribution(name);
            if (distribution != null && trials.get(i).state() != TrialState.WAITING) {
                return distribution;
            }
        }
        throw wrong("must have parameters that are known, but '" + name
                + "' is neither declared nor a parameter of a trial that ran");
    }

    private IllegalArgumentException wrong(String rule) {
        return wrong(rule, "");
    }

    private IllegalArgumentException wrong(String rule, String advice) {
        String end = rule.endsWith(".") ? "" : ".";
        return new IllegalArgumentException("The result from " + result.source() + " " + rule + end + advice);
    }
}
