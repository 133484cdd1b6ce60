package io.trialog.internal.projection.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Constraints as Optuna's system attributes. Optuna 5 reads one attribute {@code constraints:NAME} per name, and beside them the
 * list {@code constraints} of Optuna 3 and 4, whose elements it names 0, 1, ... All dashboards read that list alone. So both
 * are written: Optuna 5 finds every name with its value, and the numbers once more; a dashboard finds the numbers, in the
 * alphabetical order of the names, and knows which trials are feasible.
 */
public final class OptunaConstraints {

    /** The list of Optuna 3 and 4. */
    public static final String LIST = "constraints";

    /** What the name of a constraint follows. */
    public static final String NAMED = "constraints:";

    private OptunaConstraints() {}

    /** Returns the attributes of a trial; none without constraints. One without a value is violated without end, as Optuna takes NaN for kept. */
    static Map<String, @Nullable Object> attributes(Map<String, Double> all) {
        Map<String, Double> constraints = new LinkedHashMap<>(all);
        constraints.replaceAll((name, value) -> value.isNaN() ? Double.POSITIVE_INFINITY : value);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (constraints.isEmpty()) {
            return attributes;
        }
        List<Double> numbered = numbered(constraints);
        if (!numbered.isEmpty()) {
            attributes.put(LIST, numbered);
            return attributes;
        }
        attributes.put(LIST, inOrder(constraints));
        new TreeMap<>(constraints).forEach((name, value) -> attributes.put(NAMED + name, value));
        return attributes;
    }

    /** Returns the values in the order in which the list has them beside the names. */
    public static List<Double> inOrder(Map<String, Double> constraints) {
        return new ArrayList<>(new TreeMap<>(constraints).values());
    }

    /** The values by number if the names are 0, 1, ..., which the list alone says; else none. */
    private static List<Double> numbered(Map<String, Double> constraints) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < constraints.size(); i++) {
            Double value = constraints.get(String.valueOf(i));
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }
}
