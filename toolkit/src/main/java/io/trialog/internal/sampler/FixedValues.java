package io.trialog.internal.sampler;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.space.Values;
import io.trialog.study.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that every trial of a study gets, whatever its sampler: {@code fixed} beside the options of the sampler. */
public final class FixedValues {

    /** The key in the settings of a sampler. */
    public static final String KEY = "fixed";

    private FixedValues() {}

    /**
     * Returns the values by parameter, as they were recorded.
     *
     * @param sampler the settings of the sampler
     */
    public static Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> sampler) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (sampler.get(KEY) instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return values;
    }

    /** Returns the names of the parameters that have such a value. */
    public static Set<String> names(Settings settings) {
        return of(settings.sampler()).keySet();
    }

    /**
     * Returns values in the form of their distributions.
     *
     * @param given the values by parameter
     * @param space the declared parameters; of an empty one, nothing is checked
     * @return a copy, sorted by name
     * @throws IllegalArgumentException if a name is not declared, or a value is not one of its parameter
     */
    public static Map<String, @Nullable Object> checked(Map<String, @Nullable Object> given, SearchSpace space) {
        Map<String, @Nullable Object> checked = new TreeMap<>();
        given.forEach((name, value) -> checked.put(name, space.isEmpty() ? value : checked(name, value, space)));
        return Collections.unmodifiableMap(checked);
    }

    private static @Nullable Object checked(String name, @Nullable Object value, SearchSpace space) {
        Parameter parameter = space.get(name);
        if (parameter == null) {
            List<String> known =
                    space.parameters().stream().map(Parameter::name).toList();
            throw new IllegalArgumentException(
                    "The parameter '" + name + "' that is fixed must be declared; declared are "
                            + String.join(", ", known) + "." + Nearest.maybe(name, known));
        }
        return inRange(name, value, parameter.distribution());
    }

    /**
     * Returns a value in the form of its distribution.
     *
     * @throws IllegalArgumentException if the distribution does not have it
     */
    static @Nullable Object inRange(String name, @Nullable Object value, Distribution distribution) {
        Object coerced = Values.coerce(name, distribution, value);
        if (!distribution.contains(coerced)) {
            throw new IllegalArgumentException("The fixed value of the parameter '" + name + "' must be one of "
                    + distribution + ", but is " + coerced + ".");
        }
        return coerced;
    }

    /** The space as samplers see it: fixed parameters have one value, and what these switch off is gone. */
    public static SearchSpace reduced(SearchSpace space, Map<String, @Nullable Object> fixed) {
        List<Parameter> kept = new ArrayList<>();
        Set<String> gone = space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        for (Parameter parameter : space.inOrder()) {
            Condition when = parameter.when();
            Condition left = when == null ? null : left(when, fixed, gone);
            if (when == null || left != null) {
                Distribution distribution = fixed.containsKey(parameter.name())
                        ? single(parameter.distribution(), fixed.get(parameter.name()))
                        : parameter.distribution();
                kept.add(new Parameter(parameter.name(), distribution, left));
                gone.remove(parameter.name());
            }
        }
        return new SearchSpace(kept);
    }

    /** What is left of a condition, or {@code null} if it can't hold any more; parents stand before children. */
    private static @Nullable Condition left(Condition when, Map<String, @Nullable Object> fixed, Set<String> gone) {
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        for (Map.Entry<String, List<@Nullable Object>> parent : when.parents().entrySet()) {
            String name = parent.getKey();
            if (gone.contains(name)
                    || fixed.containsKey(name) && !parent.getValue().contains(fixed.get(name))) {
                return null;
            }
            parents.put(name, fixed.containsKey(name) ? Collections.singletonList(fixed.get(name)) : parent.getValue());
        }
        return new Condition(parents);
    }

    private static Distribution single(Distribution distribution, @Nullable Object value) {
        Object only = value;
        if (distribution instanceof CategoricalDistribution) {
            return CategoricalDistribution.of(only);
        } else if (only instanceof Long integer) {
            return new IntDistribution(integer, integer);
        } else if (only instanceof Double real) {
            return new FloatDistribution(real, real);
        }
        throw new IllegalArgumentException("A fixed number must be one, but is " + only + ".");
    }
}
