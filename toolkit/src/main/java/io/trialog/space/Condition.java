package io.trialog.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a parameter is active: every parent is active and has one of the values named for it.
 *
 * @param parents the values that activate the parameter, by the name of the parent
 */
public record Condition(Map<String, List<@Nullable Object>> parents) {

    /**
     * Checks and copies the parts.
     *
     * @param parents the values that activate the parameter, by the name of the parent
     */
    public Condition {
        Map<String, List<@Nullable Object>> copy = new LinkedHashMap<>();
        parents.forEach((name, values) -> {
            List<@Nullable Object> plain = new ArrayList<>();
            values.forEach(value -> plain.add(Choices.named(value)));
            copy.put(name, Collections.unmodifiableList(plain));
        });
        parents = Collections.unmodifiableMap(copy);
        Checks.require(!parents.isEmpty(), "A condition must name at least one parent.");
    }

    /**
     * Returns whether the condition holds for the values of the active parameters, {@code values}.
     *
     * @param values the values
     * @return whether the condition holds for the values of the active parameters, {@code values}
     */
    public boolean holds(Map<String, ? extends @Nullable Object> values) {
        for (Map.Entry<String, List<@Nullable Object>> parent : parents.entrySet()) {
            if (!values.containsKey(parent.getKey()) || !parent.getValue().contains(values.get(parent.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
