package io.trialog.internal.analysis.forest;

import org.jspecify.annotations.Nullable;

/** A node of a regression tree: a leaf, or a question with the answers left and right. Immutable. */
sealed interface TreeNode {

    /** Returns the mean value of the samples below. */
    double mean();

    /**
     * Where samples end.
     *
     * @param mean their mean value
     * @param present per column which share of them has the parameter
     */
    record Leaf(double mean, double[] present) implements TreeNode {}

    /**
     * Below a threshold, or in a set of categories? Samples that lack the parameter do not reach it in training.
     *
     * @param column the parameter
     * @param threshold the place up to which samples go left, if it is a number
     * @param categories which categories go left; {@code null} if it is a number
     * @param heavyLeft whether more samples went left
     */
    record Split(
            int column,
            double threshold,
            boolean @Nullable [] categories,
            boolean heavyLeft,
            double mean,
            TreeNode left,
            TreeNode right)
            implements TreeNode {

        boolean goesLeft(double value) {
            if (Double.isNaN(value)) {
                return heavyLeft;
            }
            return categories == null ? value <= threshold : categories[(int) value];
        }
    }

    /**
     * Does the sample have the parameter? It goes left then.
     *
     * @param share the share of the samples that have it
     */
    record Presence(int column, double share, double mean, TreeNode left, TreeNode right) implements TreeNode {}

    /** Returns the mean value where a sample ends. */
    default double predict(Feature[] columns, int sample) {
        TreeNode node = this;
        while (!(node instanceof Leaf)) {
            if (node instanceof Split split) {
                node = split.goesLeft(columns[split.column()].values()[sample]) ? split.left() : split.right();
            } else if (node instanceof Presence presence) {
                node = columns[presence.column()].has(sample) ? presence.left() : presence.right();
            }
        }
        return node.mean();
    }
}
