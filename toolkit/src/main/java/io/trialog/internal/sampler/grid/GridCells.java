package io.trialog.internal.sampler.grid;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.space.Values;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbered combinations of the values of a space. Nothing is enumerated: cells are counted, and found by their number,
 * by mixed radix, branching only at the values of parents.
 */
final class GridCells {

    private static final long LIMIT = 1L << 31;
    private static final int LONGEST = 1_000_000;

    private final List<Parameter> parameters;
    private final List<List<@Nullable Object>> values = new ArrayList<>();
    private final boolean[] parent;
    private final long count;

    GridCells(SearchSpace space, Map<String, List<?>> explicit) {
        if (space.isEmpty()) {
            throw new IllegalArgumentException("The grid sampler needs declared parameters, but there are none."
                    + "\nMaybe declare the space in the study file or with the builder, or use the sampler 'random'.");
        }
        for (String name : explicit.keySet()) {
            if (space.get(name) == null) {
                List<String> declared =
                        space.parameters().stream().map(Parameter::name).toList();
                throw new IllegalArgumentException("The grid lists values for '" + name
                        + "', which is not declared. Known are " + String.join(", ", declared) + "."
                        + Nearest.maybe(name, declared));
            }
        }
        parameters = space.inOrder();
        parent = parents(parameters);
        for (Parameter parameter : parameters) {
            List<?> listed = explicit.get(parameter.name());
            values.add(listed == null ? enumerate(parameter) : checked(parameter, listed));
        }
        count = count(0, new LinkedHashMap<>());
    }

    /** How many cells there are. */
    long count() {
        return count;
    }

    /** The active values of a cell, parents first. */
    Map<String, @Nullable Object> values(long cell) {
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
        long rest = cell;
        for (int i = 0; i < parameters.size(); i++) {
            if (isActive(i, chosen)) {
                rest = choose(i, rest, chosen);
            }
        }
        return chosen;
    }

    /** Chooses the value of parameter {@code i} in whose part the cell lies, and returns the cell's number in that part. */
    private long choose(int i, long cell, Map<String, @Nullable Object> chosen) {
        long rest = cell;
        for (Object value : values.get(i)) {
            chosen.put(parameters.get(i).name(), value);
            long size = count(i + 1, chosen);
            if (rest < size) {
                return rest;
            }
            rest -= size;
        }
        throw new IllegalStateException("There is no cell " + cell + " below " + chosen + ".");
    }

    /** Which of a parameter's values one is, in words. */
    String place(String name, @Nullable Object value) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return "value " + (values.get(i).indexOf(value) + 1) + " of "
                        + values.get(i).size() + " on the grid";
            }
        }
        return "no value of the grid";
    }

    /** The number of the cell whose active values a trial has, or -1. */
    long indexOf(TrialRecord trial) {
        Map<String, @Nullable Object> params = trial.params();
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
        long cell = 0;
        for (int i = 0; i < parameters.size(); i++) {
            if (isActive(i, chosen)) {
                String name = parameters.get(i).name();
                int at = params.containsKey(name) ? values.get(i).indexOf(params.get(name)) : -1;
                if (at < 0) {
                    return -1;
                }
                for (int before = 0; before < at; before++) {
                    chosen.put(name, values.get(i).get(before));
                    cell += count(i + 1, chosen);
                    if (!parent[i]) {
                        cell += (at - 1L) * count(i + 1, chosen);
                        break;
                    }
                }
                chosen.put(name, values.get(i).get(at));
            }
        }
        return cell;
    }

    private boolean isActive(int i, Map<String, @Nullable Object> chosen) {
        Condition when = parameters.get(i).when();
        return when == null || when.holds(chosen);
    }

    /** How many cells the parameters from {@code i} on make, given the values chosen for those before. */
    private long count(int i, Map<String, @Nullable Object> chosen) {
        if (i == parameters.size()) {
            return 1;
        }
        if (!isActive(i, chosen)) {
            return count(i + 1, chosen);
        }
        if (!parent[i]) {
            return limited((double) values.get(i).size() * count(i + 1, chosen));
        }
        double sum = 0;
        Map<String, @Nullable Object> more = new LinkedHashMap<>(chosen);
        for (Object value : values.get(i)) {
            more.put(parameters.get(i).name(), value);
            sum += count(i + 1, more);
        }
        return limited(sum);
    }

    private static long limited(double cells) {
        if (cells > LIMIT) {
            throw new IllegalArgumentException("A grid must not have more than " + LIMIT + " cells, but has at least "
                    + (long) cells + ".\nMaybe use the sampler 'random' or 'tpe', or list fewer values under 'grid'.");
        }
        return (long) cells;
    }

    private static boolean[] parents(List<Parameter> parameters) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (parameter.when() != null) {
                names.addAll(parameter.when().parents().keySet());
            }
        }
        boolean[] flags = new boolean[parameters.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = names.contains(parameters.get(i).name());
        }
        return flags;
    }

    private static List<@Nullable Object> enumerate(Parameter parameter) {
        Distribution distribution = parameter.distribution();
        if (distribution instanceof CategoricalDistribution categorical) {
            return categorical.choices();
        } else if (distribution instanceof IntDistribution integer) {
            return points(distribution, (double) integer.low(), (double) integer.high(), (double) integer.step());
        } else if (distribution instanceof FloatDistribution real && real.isSingle()) {
            return points(distribution, real.low(), real.low(), 1);
        } else if (distribution instanceof FloatDistribution real && real.step() > 0) {
            return points(distribution, real.low(), real.high(), real.step());
        }
        throw new IllegalArgumentException("A grid needs a finite number of values, but '" + parameter.name()
                + "' is continuous: " + distribution
                + ".\nMaybe give it a step, or list its values under 'grid' of the sampler.");
    }

    private static List<@Nullable Object> points(Distribution distribution, double low, double high, double step) {
        double size = Math.rint((high - low) / step) + 1;
        if (size > LONGEST) {
            throw new IllegalArgumentException("A parameter of a grid must not have more than " + LONGEST
                    + " values, but there are " + (long) size + " in " + distribution + ".");
        }
        List<@Nullable Object> points = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            points.add(distribution.toExternal(Math.min(high, low + i * step)));
        }
        return points;
    }

    private static List<@Nullable Object> checked(Parameter parameter, List<?> listed) {
        Set<@Nullable Object> values = new LinkedHashSet<>();
        for (Object value : listed) {
            Object external = Values.coerce(parameter.name(), parameter.distribution(), value);
            if (!parameter.distribution().contains(external) || !values.add(external)) {
                throw new IllegalArgumentException("The grid of '" + parameter.name()
                        + "' must list different values of " + parameter.distribution() + ", but lists " + value + ".");
            }
        }
        return new ArrayList<>(values);
    }
}
