package io.trialog.internal.analysis.forest;

import io.trialog.internal.numeric.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A random forest of {@value #TREES} regression trees, each on a sample with replacement, all columns at each split. The same
 * samples give the same forest everywhere. Immutable.
 */
public final class Forest {

    private static final int TREES = 64;

    private final Feature[] columns;
    private final List<Variances> variances = new ArrayList<>();
    private final double[] impurity;
    private final double quality;

    private Forest(Feature[] columns, double[] impurity, double quality) {
        this.columns = columns;
        this.impurity = impurity;
        this.quality = quality;
    }

    /**
     * Grows a forest.
     *
     * @param columns the parameters, at least one; those on which others depend before these
     * @param values the value of each sample, finite
     */
    public static Forest of(List<Feature> columns, double... values) {
        Feature[] all = columns.toArray(Feature[]::new);
        double[] y = centered(values);
        int[][] sorted =
                Arrays.stream(all).map(column -> sorted(column, y.length)).toArray(int[][]::new);
        double[] impurity = new double[all.length];
        double[] unseen = new double[y.length];
        int[] judges = new int[y.length];
        List<TreeNode> trees = new ArrayList<>();
        for (int tree = 0; tree < TREES; tree++) {
            double[] drawn = drawn(tree, y.length);
            TreeGrower grower = new TreeGrower(all, y, sorted, drawn);
            TreeNode root = grower.grow();
            trees.add(root);
            addShares(grower.gains(), impurity);
            for (int i = 0; i < y.length; i++) {
                if (drawn[i] == 0) {
                    unseen[i] += root.predict(all, i);
                    judges[i]++;
                }
            }
        }
        Forest forest = new Forest(all, impurity, quality(y, unseen, judges));
        trees.forEach(root -> forest.variances.add(new Variances(all, root)));
        return forest;
    }

    /** Around their mean, in units of the largest deviation, so that no sum of squares is too large. */
    private static double[] centered(double... values) {
        double scale = Arrays.stream(values).map(Math::abs).max().orElse(1);
        double unit = scale > 0 ? scale : 1;
        double mean = Arrays.stream(values).map(v -> v / unit).average().orElse(0);
        return Arrays.stream(values).map(v -> v / unit - mean).toArray();
    }

    private static int[] sorted(Feature column, int count) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> column.values()[i]))
                .mapToInt(Integer::intValue)
                .toArray(); // NaN stands last in this order
    }

    private static double[] drawn(int tree, int count) {
        RandomStream random = RandomStream.of(0, tree, "forest");
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[(int) (random.nextDouble() * count)]++;
        }
        return drawn;
    }

    private static void addShares(double[] gains, double[] impurity) {
        double sum = Arrays.stream(gains).sum();
        for (int c = 0; sum > 0 && c < gains.length; c++) {
            impurity[c] += gains[c] / sum / TREES;
        }
    }

    private static double quality(double[] y, double[] unseen, int[] judges) {
        double error = 0;
        double square = 0;
        for (int i = 0; i < y.length; i++) {
            if (judges[i] > 0) {
                double difference = y[i] - unseen[i] / judges[i];
                error += difference * difference;
                square += y[i] * y[i];
            }
        }
        return square > 0 ? 1 - error / square : Double.NaN;
    }

    /** Returns how well each value is predicted by the trees that did not see it: R², 1 at best; NaN if all are equal. */
    public double quality() {
        return quality;
    }

    /** Returns the mean share of a column in what lowered the squared error. */
    public double impurity(int column) {
        return impurity[column];
    }

    /** Returns which share of the variance over the space one parameter explains alone. */
    public double main(int column) {
        return share(tree -> tree.main(column));
    }

    /** Returns which share of the variance over the space two parameters explain beyond what each does alone. */
    public double pair(int first, int second) {
        return share(tree -> tree.pair(first, second));
    }

    private double share(ToDoubleFunction<Variances> part) {
        return variances.stream()
                .filter(tree -> tree.total() > 0)
                .mapToDouble(tree -> part.applyAsDouble(tree) / tree.total())
                .average()
                .orElse(0);
    }

    /** Returns how many columns there are. */
    public int width() {
        return columns.length;
    }
}
