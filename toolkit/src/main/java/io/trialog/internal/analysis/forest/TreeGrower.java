package io.trialog.internal.analysis.forest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows a regression tree: at each node the split that lowers the squared error most, until values are equal. Numbers are split
 * at thresholds, categories into sets (in the order of their means the best set is a prefix: L. Breiman et al.,
 * <em>Classification and Regression Trees</em>, 1984). A parameter that only some samples of a node have is not split by value
 * there, but by who has it. Of equal splits the first column wins, so that a condition is explained by the parameter it hangs on.
 *
 * <p>One instance per tree. Not safe for use by several threads.
 */
final class TreeGrower {

    private static final int DEEPEST = 64;
    private static final double NOTHING = 1e-12;
    private static final double CLEARLY = 1 + 1e-9;

    private final Feature[] columns;
    private final double[] y;
    private final double[] weights;
    private final double least;
    /** Per column the samples by value, those without it last; a node owns the same stretch of each. */
    private final int[][] order;

    private final int[] scratch;
    private final boolean[] left;
    private final double[] gains;

    /**
     * @param sorted per column the samples by value, those without it last
     * @param weights how often each sample was drawn
     */
    TreeGrower(Feature[] columns, double[] y, int[][] sorted, double[] weights) {
        this.columns = columns;
        this.y = y;
        this.weights = weights;
        this.order = Arrays.stream(sorted)
                .map(all -> Arrays.stream(all).filter(i -> weights[i] > 0).toArray())
                .toArray(int[][]::new);
        this.scratch = new int[y.length];
        this.left = new boolean[y.length];
        this.gains = new double[columns.length];
        Sums all = sums(0, order[0].length);
        double squares = 0;
        for (int i : order[0]) {
            squares += weights[i] * (y[i] - all.mean()) * (y[i] - all.mean());
        }
        this.least = NOTHING * squares;
    }

    /** How much weight, and the weighted sum of the values. */
    private record Sums(double weight, double sum) {
        double mean() {
            return sum / weight;
        }

        double score() {
            return weight > 0 ? sum * sum / weight : 0;
        }

        Sums minus(double otherWeight, double otherSum) {
            return new Sums(weight - otherWeight, sum - otherSum);
        }
    }

    /** The best split found so far. */
    private static final class Best {
        private int column = -1;
        private double gain;
        private double threshold;
        private boolean @Nullable [] categories;
        private boolean presence;

        boolean isBeatenBy(double other) {
            return other > gain * CLEARLY;
        }

        void take(int newColumn, double newGain, double newThreshold, boolean @Nullable [] set, boolean isPresence) {
            column = newColumn;
            gain = newGain;
            threshold = newThreshold;
            categories = set;
            presence = isPresence;
        }
    }

    /** Returns the tree. */
    TreeNode grow() {
        return order[0].length == 0 ? new TreeNode.Leaf(0, present(0, 0)) : grow(0, order[0].length, 0);
    }

    /** Returns by how much each column lowered the squared error, once the tree is grown. */
    double[] gains() {
        return gains;
    }

    private TreeNode grow(int from, int to, int depth) {
        Sums all = sums(from, to);
        Best best = new Best();
        best.gain = least;
        if (to - from > 1 && depth < DEEPEST) {
            for (int c = 0; c < columns.length; c++) {
                look(c, from, to, all, best);
            }
        }
        if (best.column < 0) {
            return new TreeNode.Leaf(all.mean(), present(from, to));
        }
        gains[best.column] += best.gain;
        int middle = divide(best, from, to);
        Sums ofLeft = sums(from, middle);
        TreeNode goesLeft = grow(from, middle, depth + 1);
        TreeNode goesRight = grow(middle, to, depth + 1);
        return best.presence
                ? new TreeNode.Presence(best.column, ofLeft.weight() / all.weight(), all.mean(), goesLeft, goesRight)
                : new TreeNode.Split(
                        best.column,
                        best.threshold,
                        best.categories,
                        2 * ofLeft.weight() >= all.weight(),
                        all.mean(),
                        goesLeft,
                        goesRight);
    }

    private Sums sums(int from, int to) {
        double weight = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            int sample = order[0][i];
            weight += weights[sample];
            sum += weights[sample] * y[sample];
        }
        return new Sums(weight, sum);
    }

    private double[] present(int from, int to) {
        double[] present = new double[columns.length];
        for (int c = 0; c < columns.length; c++) {
            double with = 0;
            double all = 0;
            for (int i = from; i < to; i++) {
                int sample = order[c][i];
                all += weights[sample];
                with += columns[c].has(sample) ? weights[sample] : 0;
            }
            present[c] = all > 0 ? with / all : 1;
        }
        return present;
    }

    private void look(int c, int from, int to, Sums all, Best best) {
        boolean some = columns[c].has(order[c][from]);
        boolean every = columns[c].has(order[c][to - 1]);
        if (some && !every) {
            lookAtPresence(c, from, to, all, best);
        } else if (every && columns[c].isCategorical()) {
            lookAtSets(c, from, to, all, best);
        } else if (every) {
            lookAtThresholds(c, from, to, all, best);
        }
    }

    private void lookAtPresence(int c, int from, int to, Sums all, Best best) {
        double weight = 0;
        double sum = 0;
        for (int i = from; i < to && columns[c].has(order[c][i]); i++) {
            weight += weights[order[c][i]];
            sum += weights[order[c][i]] * y[order[c][i]];
        }
        double gain = gain(all, weight, sum);
        if (best.isBeatenBy(gain)) {
            best.take(c, gain, Double.NaN, null, true);
        }
    }

    private static double gain(Sums all, double weight, double sum) {
        return new Sums(weight, sum).score() + all.minus(weight, sum).score() - all.score();
    }

    private void lookAtThresholds(int c, int from, int to, Sums all, Best best) {
        double[] values = columns[c].values();
        double weight = 0;
        double sum = 0;
        for (int i = from; i < to - 1; i++) {
            int sample = order[c][i];
            weight += weights[sample];
            sum += weights[sample] * y[sample];
            double value = values[sample];
            double next = values[order[c][i + 1]];
            if (next > value) {
                double rest = all.weight() - weight;
                double restSum = all.sum() - sum;
                double gain = sum * sum / weight + restSum * restSum / rest - all.score();
                if (best.isBeatenBy(gain)) {
                    double middle = value + (next - value) / 2;
                    best.take(c, gain, middle < next ? middle : value, null, false);
                }
            }
        }
    }

    private void lookAtSets(int c, int from, int to, Sums all, Best best) {
        int count = columns[c].chances().length;
        double[] weight = new double[count];
        double[] sum = new double[count];
        for (int i = from; i < to; i++) {
            int sample = order[c][i];
            int category = (int) columns[c].values()[sample];
            weight[category] += weights[sample];
            sum[category] += weights[sample] * y[sample];
        }
        Integer[] byMean = CategoryOrder.byMean(weight, sum);
        double leftWeight = 0;
        double leftSum = 0;
        for (int i = 0; i < byMean.length - 1; i++) {
            leftWeight += weight[byMean[i]];
            leftSum += sum[byMean[i]];
            double gain = gain(all, leftWeight, leftSum);
            if (best.isBeatenBy(gain)) {
                boolean unseenLeft = 2 * leftWeight >= all.weight();
                best.take(c, gain, Double.NaN, CategoryOrder.prefix(byMean, i + 1, weight, unseenLeft), false);
            }
        }
    }

    /** Moves the samples that go left to the front of the stretch of each column, in their order; returns where it ends. */
    private int divide(Best best, int from, int to) {
        Feature column = columns[best.column];
        for (int i = from; i < to; i++) {
            int sample = order[best.column][i];
            double value = column.values()[sample];
            boolean[] set = best.categories;
            left[sample] =
                    best.presence ? column.has(sample) : set == null ? value <= best.threshold : set[(int) value];
        }
        int middle = from;
        for (int[] samples : order) {
            middle = from;
            int others = 0;
            for (int i = from; i < to; i++) {
                if (left[samples[i]]) {
                    samples[middle++] = samples[i];
                } else {
                    scratch[others++] = samples[i];
                }
            }
            System.arraycopy(scratch, 0, samples, middle, others);
        }
        return middle;
    }
}
