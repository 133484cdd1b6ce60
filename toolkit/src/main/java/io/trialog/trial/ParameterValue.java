package io.trialog.trial;

import io.trialog.space.Nearest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a parameter of a trial as a type of Java. */
final class ParameterValue {

    private ParameterValue() {}

    static <T> T of(TrialRecord trial, String name, Class<T> type, String kind) {
        Map<String, @Nullable Object> params = trial.params();
        if (!params.containsKey(name)) {
            throw new IllegalArgumentException("The trial " + trial.number() + " has no parameter '" + name
                    + "', but has " + params.keySet() + "." + Nearest.maybe(name, params.keySet()));
        }
        Object value = params.get(name);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw refusal(name, kind, value);
    }

    static int integer(TrialRecord trial, String name) {
        Number number = of(trial, name, Number.class, "an integer");
        double value = number.doubleValue();
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw refusal(name, "an integer that an int can hold", number);
        }
        return number.intValue();
    }

    private static IllegalArgumentException refusal(String name, String kind, @Nullable Object value) {
        return new IllegalArgumentException(
                "The value of the parameter '" + name + "' must be " + kind + ", but is " + value + ".");
    }
}
