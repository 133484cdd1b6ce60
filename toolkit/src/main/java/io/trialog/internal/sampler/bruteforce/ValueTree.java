package io.trialog.internal.sampler.bruteforce;

import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.RandomNumbers;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tree of all values that trials had, in the order in which they asked for them: of declared parameters, parents first.
 * Taking a trial costs as much as it has parameters. Not safe for use by several threads.
 */
final class ValueTree {

    final Node root = new Node();
    private final SearchSpace space;
    private final Map<?, ?> fixed;

    /**
     * @param space the declared parameters; empty if programs decide what they ask for
     * @param fixed values that every trial gets, by name; they are no choice
     */
    ValueTree(SearchSpace space, Map<?, ?> fixed) {
        this.space = space;
        this.fixed = fixed;
        root.open = 1;
    }

    /**
     * Takes a trial.
     *
     * @return what takes it out again, to be run before any other change; {@code null} if it changed nothing
     */
    @Nullable
    Runnable add(TrialRecord trial) {
        List<Step> steps = steps(trial);
        if (steps == null) {
            return null;
        }
        List<Node.Before> before = new ArrayList<>();
        Node node = root;
        for (Step step : steps) {
            Node child = node.children.get(step.number());
            before.add(new Node.Before(node, node.values, node.open, child == null ? step.number() : -1));
            node.expand(step.values());
            if (child == null) {
                child = new Node();
                node.children.put(step.number(), child);
            }
            node = child;
        }
        if (node == root) {
            before.add(new Node.Before(root, root.values, root.open, -1));
            root.open = root.values == null ? 0 : root.open;
        } else {
            settle(before, node);
        }
        return () -> before.forEach(Node.Before::restore);
    }

    /** Counts anew what is open on the way to a node. */
    private static void settle(List<Node.Before> way, Node last) {
        Node child = last;
        long childBefore = way.get(way.size() - 1).added() >= 0 ? 1 : last.open;
        for (int i = way.size() - 1; i >= 0; i--) {
            Node node = way.get(i).node();
            node.open += child.open - childBefore;
            child = node;
            childBefore = i > 0 && way.get(i - 1).added() >= 0 ? 1 : way.get(i).open();
        }
    }

    /** A value on the way of a trial. */
    private record Step(Enumerated values, int number) {}

    /** The way of a trial; {@code null} if the trial belongs into no place of this tree. */
    private @Nullable List<Step> steps(TrialRecord trial) {
        Map<String, @Nullable Object> had = trial.params();
        if (!fits(had) || had.isEmpty() && space.isEmpty() && trial.state() == TrialState.FAIL) {
            return null; // a program that fails before it asks for anything has not tried everything
        }
        List<Step> steps = new ArrayList<>();
        Map<String, @Nullable Object> way = new LinkedHashMap<>();
        Node node = root;
        for (Enumerated next = next(node, way, trial); next != null; next = next(node, way, trial)) {
            int number = trial.distribution(next.name()) == null ? -1 : next.number(trial.internal(next.name()));
            if (number < 0) {
                return null;
            }
            steps.add(new Step(next, number));
            way.put(next.name(), next.value(number));
            node = node == null ? null : node.children.get(number);
        }
        return steps;
    }

    /** Whether a trial has the fixed values, and single ones. */
    private boolean fits(Map<String, @Nullable Object> had) {
        for (Map.Entry<?, ?> entry : fixed.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (space.isEmpty() && had.containsKey(name) && !same(entry.getValue(), had.get(name))) {
                return false;
            }
        }
        for (Parameter parameter : space.parameters()) {
            Distribution distribution = parameter.distribution();
            if (distribution.isSingle()
                    && had.containsKey(parameter.name())
                    && !distribution.contains(had.get(parameter.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a instanceof Number x && b instanceof Number y
                ? x.doubleValue() == y.doubleValue()
                : Objects.equals(a, b);
    }

    /** What a trial asked for at a place, behind the values on its way; {@code null} if it went no further. */
    private @Nullable Enumerated next(@Nullable Node node, Map<String, @Nullable Object> way, TrialRecord trial) {
        if (!space.isEmpty()) {
            return declared(way);
        }
        Enumerated known = node == null ? null : node.values;
        if (known != null) {
            return trial.distribution(known.name()) == null ? null : known;
        }
        for (int i = 0; i < trial.shape().size(); i++) {
            String name = trial.shape().names().get(i);
            Distribution distribution = trial.shape().distributions().get(i);
            if (!way.containsKey(name)
                    && !distribution.isSingle()
                    && !fixed.containsKey(name)
                    && Enumerated.isFinite(distribution)) {
                return Enumerated.of(name, distribution);
            }
        }
        return null;
    }

    /** The next declared parameter behind some values. */
    private @Nullable Enumerated declared(Map<String, @Nullable Object> way) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        for (Parameter parameter : space.inOrder()) {
            Condition when = parameter.when();
            if (when != null && !when.holds(known)) {
                continue;
            }
            Distribution distribution = parameter.distribution();
            if (distribution.isSingle()) {
                known.put(
                        parameter.name(),
                        Enumerated.of(parameter.name(), distribution).value(0));
            } else if (way.containsKey(parameter.name())) {
                known.put(parameter.name(), way.get(parameter.name()));
            } else {
                return Enumerated.of(parameter.name(), distribution);
            }
        }
        return null;
    }

    /** Walks to an open leaf, as far as the way is known; empty if there is nothing to choose. */
    Map<String, @Nullable Object> choose(RandomNumbers stream) {
        Map<String, @Nullable Object> way = new LinkedHashMap<>();
        Node node = root;
        while (node != null) {
            Enumerated values = node.values == null && !space.isEmpty() ? declared(way) : node.values;
            if (values == null) {
                break;
            }
            Node known = node;
            if (node.values == null) {
                known = new Node();
                known.expand(values);
            }
            int number = drawn(known.weights(), stream.nextDouble());
            way.put(values.name(), values.value(number));
            node = node.children.get(number);
            if (node == null && !space.isEmpty()) {
                node = new Node();
            }
        }
        return way;
    }

    private static int drawn(double[] weights, double u) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                sum += weights[i];
                last = i;
                if (u < sum) {
                    return i;
                }
            }
        }
        return last; // the weights may sum to a little less than 1
    }
}
