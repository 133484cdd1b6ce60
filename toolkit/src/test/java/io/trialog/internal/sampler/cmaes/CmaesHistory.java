package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.json.FreeForm;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study that asks {@code cmaes} and hears sums of squares around 0.3. */
final class CmaesHistory {

    final Histories history;
    final Sampler sampler;
    final List<Integer> running = new ArrayList<>();

    CmaesHistory(SearchSpace space, Sampler sampler) {
        this.history = Histories.minimize(space);
        this.sampler = sampler;
    }

    /** Floats from 0 to {@code high}. */
    static SearchSpace floats(int size, double high) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(0, high)));
        }
        return new SearchSpace(parameters);
    }

    static Sampler sampler(Map<String, Object> options) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(options);
        settings.put("type", "cmaes");
        return SamplerCatalogue.of(settings);
    }

    /** Asks as a study does: the plan, then what is missing, parents first. */
    static Map<String, @Nullable Object> values(Sampler sampler, StudyView view, int number) {
        Sampler.Plan plan = sampler.sampleJointly(view, number);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                String name = parameter.name();
                Distribution distribution = parameter.distribution();
                values.put(
                        name,
                        distribution.contains(plan.values().get(name))
                                ? plan.values().get(name)
                                : sampler.sampleIndependently(view, number, name, distribution));
            }
        }
        return values;
    }

    int ask() {
        StudyView view = history.view();
        int number = view.trialCount();
        Map<String, @Nullable Object> memo = sampler.sampleJointly(view, number).memo();
        history.ask(values(sampler, view, number), FreeForm.canonicalMap(memo, Sampler.Plan.MEMO_BYTES));
        running.add(number);
        return number;
    }

    void complete(int number) {
        running.remove((Integer) number);
        history.complete(number, loss(number));
    }

    double loss(int number) {
        double sum = 0;
        for (Object value : history.view().trial(number).params().values()) {
            if (value instanceof Number place) {
                sum += (place.doubleValue() - 0.3) * (place.doubleValue() - 0.3);
            } else {
                sum += "a".equals(value) ? 0 : 1;
            }
        }
        return sum;
    }

    /** Runs so many trials, one at a time. */
    CmaesHistory run(int trials) {
        for (int i = 0; i < trials; i++) {
            complete(ask());
        }
        return this;
    }

    Sampler.Plan next() {
        return sampler.sampleJointly(history.view(), history.view().trialCount());
    }

    long memo(String key) {
        return (long) java.util.Objects.requireNonNull(next().memo().get(key));
    }
}
