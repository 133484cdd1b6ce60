package io.trialog.space;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the conditions of a space and orders parents before children. */
final class Conditions {

    private final Map<String, Parameter> byName;
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();
    private final List<Parameter> order = new ArrayList<>();

    private Conditions(Map<String, Parameter> byName) {
        this.byName = byName;
    }

    static List<Parameter> parentsFirst(Map<String, Parameter> byName) {
        Conditions conditions = new Conditions(byName);
        byName.values().forEach(conditions::visit);
        return List.copyOf(conditions.order);
    }

    private void visit(Parameter parameter) {
        String name = parameter.name();
        if (done.contains(name)) {
            return;
        }
        Checks.require(
                !path.contains(name),
                "Conditions must not lead back to themselves, but do: %s -> %s.",
                String.join(" -> ", path),
                name);
        path.add(name);
        Condition when = parameter.when();
        if (when != null) {
            when.parents().forEach((parent, values) -> visit(checkedParent(name, parent, values)));
        }
        path.remove(path.size() - 1);
        done.add(name);
        order.add(parameter);
    }

    private Parameter checkedParent(String child, String name, List<@Nullable Object> values) {
        Parameter parent = byName.get(name);
        if (parent == null) {
            throw new IllegalArgumentException("The parameter '" + child + "' depends on '" + name
                    + "', which is not declared. Declared are " + byName.keySet() + ".");
        }
        Distribution distribution = parent.distribution();
        Checks.require(
                distribution instanceof CategoricalDistribution || distribution.isSingle(),
                "The parent of a condition must be categorical or fixed, but '%s' depends on '%s'.",
                child,
                name);
        for (Object value : values) {
            Checks.require(
                    distribution.contains(value),
                    "The parameter '%s' depends on %s=%s, a value that '%s' can't take.",
                    child,
                    name,
                    value,
                    name);
        }
        return parent;
    }
}
