package io.trialog.internal.sampler.bruteforce;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of values: what trials that had the values on the way to it asked for next. A value that no trial had is no
 * node yet and counts as one open leaf.
 */
final class Node {

    @Nullable
    Enumerated values;

    final TreeMap<Integer, Node> children = new TreeMap<>();
    /** How many leaves below are open, as far as they are known. */
    long open;

    /** What a node was before a trial was taken; {@code added} is the value that became a child, or -1. */
    record Before(Node node, @Nullable Enumerated values, long open, int added) {

        void restore() {
            node.values = values;
            node.open = open;
            if (added >= 0) {
                node.children.remove(added);
            }
        }
    }

    /** Makes this a place where trials ask for a parameter; does nothing if it is one. */
    void expand(Enumerated asked) {
        if (values == null) {
            values = asked;
            open = asked.count();
        }
    }

    /** How many open leaves a value leads to. */
    long open(int value) {
        Node child = children.get(value);
        return child == null ? 1 : child.open;
    }

    /**
     * How likely each value is to be tried: half by its share of the open leaves, half evenly among the values that have any.
     *
     * @return weights that sum to 1, all 0 if nothing is open
     */
    double[] weights() {
        Enumerated asked = values;
        double[] weights = new double[asked == null ? 0 : asked.count()];
        int any = 0;
        for (int i = 0; i < weights.length; i++) {
            any += open(i) > 0 ? 1 : 0;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = open(i) > 0 ? 0.5 * open(i) / open + 0.5 / any : 0;
        }
        return weights;
    }
}
