package io.trialog.internal.control;

import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.Values;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a sampler's answers into the parameters of a trial. Pure: the controller uses it to decide, the replay to derive
 * the same again.
 */
final class Proposer {

    private final SearchEngines engines;

    Proposer(SearchEngines engines) {
        this.engines = engines;
    }

    /**
     * What is known of a trial when it is asked for.
     *
     * @param params external values by name, in order: all active parameters of a declared space, else the joint plan
     * @param explanation where they come from
     * @param memo what the sampler wants to be told of the trial later, as it will stand in the log
     */
    record Proposal(Map<String, @Nullable Object> params, String explanation, Map<String, @Nullable Object> memo) {}

    /**
     * Proposes parameters for the trial {@code number}.
     *
     * @param fixed the values with which it was enqueued; they win
     */
    Proposal propose(StudyView view, int number, Map<String, @Nullable Object> fixed) {
        Sampler sampler = engines.sampler(view.settings());
        if (view.settings().space().isEmpty()) {
            Sampler.Plan plan = sampler.sampleJointly(view, number);
            Map<String, @Nullable Object> params = new LinkedHashMap<>(plan.values());
            params.keySet().removeAll(fixed.keySet());
            return new Proposal(params, explain(plan.explanation(), fixed), Memos.checked(view, plan.memo()));
        }
        return declared(view, number, fixed, sampler);
    }

    private static Proposal declared(StudyView view, int number, Map<String, @Nullable Object> fixed, Sampler sampler) {
        Sampler.@Nullable Plan plan = null;
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            String name = parameter.name();
            Distribution distribution = parameter.distribution();
            Condition when = parameter.when();
            if (when != null && !when.holds(params)) {
                continue;
            }
            if (fixed.containsKey(name)) {
                params.put(name, Values.coerce(name, distribution, fixed.get(name)));
            } else if (distribution.isSingle()) {
                params.put(name, only(distribution));
            } else {
                if (plan == null) {
                    plan = sampler.sampleJointly(view, number);
                }
                params.put(name, planned(plan, name, distribution, sampler, view, number));
            }
        }
        return new Proposal(
                params,
                explain(plan == null ? "" : plan.explanation(), fixed),
                plan == null ? Map.of() : Memos.checked(view, plan.memo()));
    }

    private static @Nullable Object planned(
            Sampler.Plan plan, String name, Distribution distribution, Sampler sampler, StudyView view, int number) {
        Object value = plan.values().get(name);
        return plan.values().containsKey(name) && distribution.contains(value)
                ? value
                : sampler.sampleIndependently(view, number, name, distribution);
    }

    private static String explain(String plan, Map<String, @Nullable Object> fixed) {
        if (fixed.isEmpty()) {
            return plan;
        }
        return plan.isEmpty() ? "enqueued" : "enqueued, the rest by " + plan;
    }

    /**
     * The value of a parameter that a running trial asks for: the one it has, the enqueued one, the only one, the planned
     * one if it fits, else one sampled independently.
     *
     * @param basis the view on which the trial was asked for
     * @param trial the trial as it stands
     */
    @Nullable
    Object suggest(StudyView basis, TrialRecord trial, String name, Distribution distribution) {
        if (trial.fixed().containsKey(name)) {
            return Enqueued.inRange(name, distribution, trial.fixed().get(name));
        }
        if (distribution.isSingle()) {
            return only(distribution);
        }
        Distribution planned = trial.distribution(name);
        if (planned != null) {
            Object value = planned.toExternal(trial.internal(name));
            if (distribution.contains(value)) {
                return value;
            }
        }
        return engines.sampler(basis.settings()).sampleIndependently(basis, trial.number(), name, distribution);
    }

    /** The value of a distribution that has one value only. */
    static @Nullable Object only(Distribution distribution) {
        if (distribution instanceof FloatDistribution d) {
            return d.low();
        }
        if (distribution instanceof IntDistribution d) {
            return d.low();
        }
        return distribution.toExternal(0);
    }
}
