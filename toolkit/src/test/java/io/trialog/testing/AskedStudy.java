package io.trialog.testing;

import io.trialog.internal.json.FreeForm;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A study that asks a sampler and hears the values of a function, one trial at a time or in any order. */
public final class AskedStudy {

    private final Histories history;
    private final Sampler sampler;
    private final Function<Map<String, @Nullable Object>, double[]> function;

    public AskedStudy(
            List<Direction> directions,
            long seed,
            SearchSpace space,
            Sampler sampler,
            Function<Map<String, @Nullable Object>, double[]> function) {
        this.history = Histories.of(directions, seed, space);
        this.sampler = sampler;
        this.function = function;
    }

    /** A sampler of settings. */
    public static Sampler sampler(String type, Map<String, Object> options) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(options);
        settings.put("type", type);
        settings.putIfAbsent("rule", "latest");
        return SamplerCatalogue.of(SamplerCatalogue.catalogue().resolved(settings, null));
    }

    /** Floats from 0 to 1, x0, x1, … */
    public static SearchSpace floats(int count) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(0, 1)));
        }
        return new SearchSpace(parameters);
    }

    /** The value of a float. */
    public static double number(Map<String, @Nullable Object> params, String name) {
        return ((Number) java.util.Objects.requireNonNull(params.get(name))).doubleValue();
    }

    /** Asks as a study does: the plan, then what is missing, parents first. */
    public static Map<String, @Nullable Object> values(Sampler sampler, StudyView view, int number) {
        Sampler.Plan plan = sampler.sampleJointly(view, number);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                String name = parameter.name();
                Distribution distribution = parameter.distribution();
                boolean planned = plan.values().containsKey(name)
                        && distribution.contains(plan.values().get(name));
                values.put(
                        name,
                        planned
                                ? plan.values().get(name)
                                : sampler.sampleIndependently(view, number, name, distribution));
            }
        }
        return values;
    }

    public int ask() {
        StudyView view = history.view();
        int number = view.trialCount();
        Map<String, @Nullable Object> memo = sampler.sampleJointly(view, number).memo();
        return history.ask(values(sampler, view, number), FreeForm.canonicalMap(memo, Sampler.Plan.MEMO_BYTES));
    }

    public AskedStudy complete(int number) {
        history.complete(number, function.apply(history.view().trial(number).params()));
        return this;
    }

    /** Runs so many trials, one at a time. */
    public AskedStudy run(int trials) {
        for (int i = 0; i < trials; i++) {
            complete(ask());
        }
        return this;
    }

    /** What would be proposed next. */
    public Sampler.Plan next() {
        return sampler.sampleJointly(view(), view().trialCount());
    }

    public StudyView view() {
        return history.view();
    }

    /** What happens besides asking and telling. */
    public Histories history() {
        return history;
    }
}
