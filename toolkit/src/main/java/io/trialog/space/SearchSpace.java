package io.trialog.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The declared parameters of a study. Immutable.
 *
 * <p>{@link #parameters()} lists them in the order of declaration; {@link #inOrder()} puts every parent before the
 * parameters that depend on it and keeps the order of declaration otherwise.
 */
public final class SearchSpace {

    /** A space without parameters: everything is suggested while the trial runs (define-by-run). */
    public static final SearchSpace EMPTY = new SearchSpace(List.of());

    private final List<Parameter> parameters;
    private final List<Parameter> inOrder;
    private final Map<String, Parameter> byName;

    /**
     *
     * @param parameters the parameters, in the order of declaration
     * @throws IllegalArgumentException if a name occurs twice, or a condition names an unknown parent, a parent that
     *     is
     * neither categorical nor fixed, a value that the parent can't take, or leads back to itself
     */
    public SearchSpace(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        this.byName = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Checks.require(
                    byName.put(parameter.name(), parameter) == null,
                    "A parameter must not be declared twice, but '%s' is.",
                    parameter.name());
        }
        this.inOrder = Conditions.parentsFirst(byName);
    }

    /** {@return the parameters in the order of declaration} */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** {@return the parameters, parents before children} */
    public List<Parameter> inOrder() {
        return inOrder;
    }

    /**
     * Returns the parameter of this name, or {@code null}.
     *
     * @param name the name
     * @return the parameter of this name, or {@code null}
     */
    public @Nullable Parameter get(String name) {
        return byName.get(name);
    }

    /** {@return whether no parameter is declared} */
    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /**
     * Returns the names of the parameters that are active given the values of their parents in {@code values}.
     *
     * @param values the values
     * @return the names of the parameters that are active given the values of their parents in {@code values}
     */
    public List<String> activeNames(Map<String, ? extends @Nullable Object> values) {
        List<String> active = new ArrayList<>();
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        for (Parameter parameter : inOrder) {
            Condition when = parameter.when();
            if (when == null || when.holds(seen)) {
                active.add(parameter.name());
                if (values.containsKey(parameter.name())) {
                    seen.put(parameter.name(), values.get(parameter.name()));
                }
            }
        }
        return active;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchSpace that && that.parameters.equals(parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return parameters.toString();
    }
}
