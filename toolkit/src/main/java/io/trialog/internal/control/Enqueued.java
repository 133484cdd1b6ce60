package io.trialog.internal.control;

import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.space.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the values of an enqueued trial before they enter the log. */
final class Enqueued {

    private Enqueued() {}

    /**
     * The values in external form, those of paired parameters as a whole row; names that a declared space does not have, values out
     * of its bounds, and values that stand in no row, are refused.
     */
    static Map<String, @Nullable Object> checked(Map<String, @Nullable Object> params, SearchSpace space) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        params.forEach((name, value) -> {
            Parameter parameter = space.get(name);
            if (parameter != null) {
                checked.put(name, inRange(name, parameter.distribution(), value));
            } else if (space.isEmpty()) {
                checked.put(name, value instanceof Integer i ? Long.valueOf(i) : value);
            } else {
                throw new IllegalArgumentException("The parameter '" + name
                        + "' of the enqueued trial must be declared, but"
                        + " the study has only "
                        + space.parameters().stream().map(Parameter::name).toList() + ".");
            }
        });
        return space.completed(checked);
    }

    /** The value in external form.
     *
     * @throws IllegalArgumentException if it is out of the bounds
     */
    static @Nullable Object inRange(String name, Distribution distribution, @Nullable Object value) {
        Object coerced = Values.coerce(name, distribution, value);
        if (!distribution.contains(coerced)) {
            throw new IllegalArgumentException("The value of the parameter '" + name
                    + "' of the enqueued trial must be " + range(distribution) + ", but is " + coerced + ".");
        }
        return coerced;
    }

    private static String range(Distribution distribution) {
        if (distribution instanceof FloatDistribution d) {
            return between(d.low(), d.high()) + (d.step() > 0 ? grid(d.low(), d.step()) : "");
        } else if (distribution instanceof IntDistribution d) {
            return between(d.low(), d.high()) + (d.step() > 1 ? grid(d.low(), d.step()) : "");
        } else if (distribution instanceof NormalDistribution d) {
            return between(d.low(), d.high()) + (d.step() > 0 ? " and a multiple of " + d.step() : "");
        }
        return "one of its choices";
    }

    private static String between(Number low, Number high) {
        return "between " + low + " and " + high;
    }

    private static String grid(Number low, Number step) {
        return " in steps of " + step + " from " + low;
    }
}
