package io.trialog.trial;

import io.trialog.space.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The names and distributions of the parameters that a trial has, in the order in which they were suggested. Trials with
 * equal parameters share one instance, so comparing shapes by identity first is cheap.
 *
 * @param names the names of the parameters
 * @param distributions their distributions, at the same positions
 */
public record Shape(List<String> names, List<Distribution> distributions) {

    /** No parameters. */
    public static final Shape EMPTY = new Shape(List.of(), List.of());

    /**
     * Checks and copies the parts.
     *
     * @param names the names of the parameters
     * @param distributions their distributions, at the same positions
     */
    public Shape {
        names = List.copyOf(names);
        distributions = List.copyOf(distributions);
        if (names.size() != distributions.size()) {
            throw new IllegalArgumentException("There must be one distribution per name, but there are "
                    + distributions.size() + " for " + names.size() + ".");
        }
    }

    /**
     * Returns the shape of a map from name to distribution, in its order.
     *
     * @param parameters the parameters, in the order of declaration
     * @return the shape of a map from name to distribution, in its order
     */
    public static Shape of(Map<String, ? extends Distribution> parameters) {
        return new Shape(new ArrayList<>(parameters.keySet()), new ArrayList<>(parameters.values()));
    }

    /**
     * Returns the shape with one more parameter, or with another distribution of one that it has.
     *
     * @param name the name of the parameter
     * @param distribution its distribution
     * @return the other shape
     */
    public Shape with(String name, Distribution distribution) {
        List<String> moreNames = new ArrayList<>(names);
        List<Distribution> moreDistributions = new ArrayList<>(distributions);
        int index = indexOf(name);
        if (index < 0) {
            moreNames.add(name);
            moreDistributions.add(distribution);
        } else {
            moreDistributions.set(index, distribution);
        }
        return new Shape(moreNames, moreDistributions);
    }

    /**
     * Returns the position of a name, or -1.
     *
     * @param name the name
     * @return the position of a name, or -1
     */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** {@return how many parameters there are} */
    public int size() {
        return names.size();
    }
}
