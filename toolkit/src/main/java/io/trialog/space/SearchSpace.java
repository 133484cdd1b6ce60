package io.trialog.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private final List<Pairing> pairings;

    /**
     * Checks and copies the parameters.
     *
     * @param parameters the parameters, in the order of declaration
     * @throws IllegalArgumentException if a name occurs twice, or a condition names an unknown parent, a parent that
     *     is
     * neither categorical nor fixed, a value that the parent can't take, or leads back to itself
     */
    public SearchSpace(List<Parameter> parameters) {
        this(parameters, List.of());
    }

    /**
     * Checks and copies the parameters, some of which vary together.
     *
     * @param parameters the parameters, in the order of declaration
     * @param pairings the groups of those that vary together
     * @throws IllegalArgumentException as {@link #SearchSpace(List)} says, or if a group has the name of a parameter, or a member
     *     is not declared, stands in two groups, has a condition, or does not have the values of the rows
     */
    public SearchSpace(List<Parameter> parameters, List<Pairing> pairings) {
        this.pairings = List.copyOf(pairings);
        this.parameters = List.copyOf(parameters);
        this.byName = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Checks.require(
                    byName.put(parameter.name(), parameter) == null,
                    "A parameter must not be declared twice, but '%s' is.",
                    parameter.name());
        }
        this.inOrder = Conditions.parentsFirst(byName);
        Set<String> paired = new HashSet<>();
        this.pairings.forEach(pairing -> require(pairing, paired));
    }

    private void require(Pairing pairing, Set<String> paired) {
        boolean isMember = pairing.members().equals(List.of(pairing.group()));
        Checks.require(
                isMember || !byName.containsKey(pairing.group()) && paired.add(pairing.group()),
                "A group of paired parameters must have a name of its own, but '%s' stands twice.",
                pairing.group());
        for (String member : pairing.members()) {
            Parameter parameter = byName.get(member);
            Checks.require(
                    parameter != null && parameter.when() == null && paired.add(member),
                    "A paired parameter must be declared, without a condition and in one group, but '%s' is not.",
                    member);
            Checks.require(
                    parameter != null
                            && parameter.distribution() instanceof CategoricalDistribution choices
                            && choices.choices().containsAll(pairing.choices(member)),
                    "A paired parameter must be categorical with the values of its rows, but '%s' is not.",
                    member);
        }
    }

    /** {@return the groups of parameters that vary together} */
    public List<Pairing> pairings() {
        return pairings;
    }

    /**
     * Returns the group in which a parameter stands, or {@code null}.
     *
     * @param member the name of the parameter
     * @return its group, or {@code null} if it varies by itself
     */
    public @Nullable Pairing pairing(String member) {
        return pairings.stream()
                .filter(pairing -> pairing.members().contains(member))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns a space with other parameters and the same groups.
     *
     * @param others the parameters, in the order of declaration
     * @return the space
     */
    public SearchSpace withParameters(List<Parameter> others) {
        return new SearchSpace(others, pairings);
    }

    /**
     * Returns values of which those of paired parameters are rows: what is left out of a row follows from what is given.
     *
     * @param given values by name
     * @return the values, completed
     * @throws IllegalArgumentException if the values of paired parameters stand in no row, or in more than one
     */
    public Map<String, @Nullable Object> completed(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> all = given;
        for (Pairing pairing : pairings) {
            all = pairing.completed(all);
        }
        return all;
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
        return other instanceof SearchSpace that
                && that.parameters.equals(parameters)
                && that.pairings.equals(pairings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameters, pairings);
    }

    @Override
    public String toString() {
        return pairings.isEmpty() ? parameters.toString() : parameters + " " + pairings;
    }
}
