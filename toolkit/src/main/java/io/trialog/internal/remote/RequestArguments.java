package io.trialog.internal.remote;

import io.trialog.internal.control.Amendments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a request, checked as they are read. */
record RequestArguments(Map<String, @Nullable Object> map) {

    boolean has(String key) {
        return map.containsKey(key);
    }

    @Nullable
    Object value(String key) {
        if (!map.containsKey(key)) {
            throw new IllegalArgumentException(
                    "The command must have the argument '" + key + "', but has only " + map.keySet() + ".");
        }
        return map.get(key);
    }

    int integer(String key) {
        if (value(key) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrong(key, "an integer");
    }

    String text(String key) {
        if (value(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "a text");
    }

    double[] numbers(String key) {
        if (value(key) instanceof List<?> list) {
            double[] numbers = new double[list.size()];
            for (int i = 0; i < numbers.length; i++) {
                if (!(list.get(i) instanceof Number number)) {
                    throw wrong(key, "a list of numbers");
                }
                numbers[i] = number.doubleValue();
            }
            return numbers;
        }
        throw wrong(key, "a list of numbers");
    }

    Map<String, @Nullable Object> map(String key) {
        return map(key, value(key));
    }

    private Map<String, @Nullable Object> map(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> inner) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            inner.forEach((name, item) -> copy.put(String.valueOf(name), item));
            return copy;
        }
        throw wrong(key, "a map");
    }

    private IllegalArgumentException wrong(String key, String kind) {
        return new IllegalArgumentException(
                "The argument '" + key + "' must be " + kind + ", but is " + map.get(key) + ".");
    }

    /** Integers, in order. */
    List<Integer> integers(String key) {
        List<Integer> integers = new ArrayList<>();
        for (double number : numbers(key)) {
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw wrong(key, "a list of integers");
            }
            integers.add((int) number);
        }
        return integers;
    }

    /** Results from elsewhere. */
    List<Amendments.Result> results(String key) {
        if (!(value(key) instanceof List<?> rows)) {
            throw wrong(key, "a list of results");
        }
        List<Amendments.Result> results = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?>)) {
                throw wrong(key, "a list of results");
            }
            RequestArguments one = new RequestArguments(map("row", row));
            Map<String, Double> metrics = new LinkedHashMap<>();
            one.map("metrics").forEach((name, number) -> {
                if (number instanceof Number value) {
                    metrics.put(name, value.doubleValue());
                }
            });
            results.add(new Amendments.Result(
                    one.text("source"),
                    one.map("params"),
                    Arrays.stream(one.numbers("values")).boxed().toList(),
                    metrics,
                    one.map("attributes")));
        }
        return results;
    }
}
