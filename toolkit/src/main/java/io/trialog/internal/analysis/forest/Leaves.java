package io.trialog.internal.analysis.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leaves of a tree as boxes of the space: how likely a random point is to end in each, and which values it has there. */
final class Leaves {

    private final Feature[] columns;
    private final List<Box> boxes = new ArrayList<>();
    private final boolean[] splitByPresence;
    private final double[] low;
    private final double[] high;
    private final boolean[][] sets;

    /**
     * A leaf.
     *
     * @param mass how likely it is
     * @param mean its value
     * @param low per column where its numbers begin
     * @param high per column where its numbers end
     * @param sets per column its categories; {@code null} for numbers
     * @param present per column which share of it has the parameter
     */
    record Box(double mass, double mean, double[] low, double[] high, boolean[] @Nullable [] sets, double[] present) {}

    Leaves(Feature[] columns, TreeNode root) {
        this.columns = columns;
        this.splitByPresence = new boolean[columns.length];
        this.low = new double[columns.length];
        this.high = new double[columns.length];
        this.sets = new boolean[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            high[c] = 1;
            sets[c] = new boolean[columns[c].chances().length];
            Arrays.fill(sets[c], true);
        }
        collect(root, 1);
    }

    List<Box> boxes() {
        return boxes;
    }

    /** Returns whether some node asks who has the parameter. */
    boolean isSplitByPresence(int column) {
        return splitByPresence[column];
    }

    private void collect(TreeNode node, double mass) {
        if (node instanceof TreeNode.Leaf leaf) {
            boxes.add(new Box(mass, leaf.mean(), low.clone(), high.clone(), sets.clone(), leaf.present()));
        } else if (node instanceof TreeNode.Presence presence) {
            splitByPresence[presence.column()] = true;
            collect(presence.left(), mass * presence.share());
            collect(presence.right(), mass * (1 - presence.share()));
        } else if (node instanceof TreeNode.Split split && split.categories() != null) {
            collectSets(split, split.categories(), mass);
        } else if (node instanceof TreeNode.Split split) {
            collectSides(split, mass);
        }
    }

    private void collectSides(TreeNode.Split split, double mass) {
        int c = split.column();
        double from = low[c];
        double to = high[c];
        double share = Math.max(0, Math.min(1, (split.threshold() - from) / (to - from)));
        high[c] = split.threshold();
        collect(split.left(), mass * share);
        high[c] = to;
        low[c] = split.threshold();
        collect(split.right(), mass * (1 - share));
        low[c] = from;
    }

    private void collectSets(TreeNode.Split split, boolean[] goesLeft, double mass) {
        int c = split.column();
        boolean[] all = sets[c];
        boolean[] left = new boolean[all.length];
        boolean[] right = new boolean[all.length];
        for (int i = 0; i < all.length; i++) {
            left[i] = all[i] && goesLeft[i];
            right[i] = all[i] && !goesLeft[i];
        }
        double share = chance(c, left) / (chance(c, left) + chance(c, right));
        sets[c] = left;
        collect(split.left(), mass * share);
        sets[c] = right;
        collect(split.right(), mass * (1 - share));
        sets[c] = all;
    }

    private double chance(int column, boolean[] set) {
        double sum = 0;
        for (int i = 0; i < set.length; i++) {
            sum += set[i] ? columns[column].chances()[i] : 0;
        }
        return sum;
    }
}
