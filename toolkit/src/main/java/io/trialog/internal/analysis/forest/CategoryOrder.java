package io.trialog.internal.analysis.forest;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The categories of a node by their mean values, and the sets that begin this order. */
final class CategoryOrder {

    private CategoryOrder() {}

    /** Returns the categories that have samples, by mean. */
    static Integer[] byMean(double[] weight, double[] sum) {
        return IntStream.range(0, weight.length)
                .filter(i -> weight[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> sum[i] / weight[i]))
                .toArray(Integer[]::new);
    }

    /**
     * Returns the set of the first categories.
     *
     * @param unseen whether categories without samples belong to it, too
     */
    static boolean[] prefix(Integer[] byMean, int size, double[] weight, boolean unseen) {
        boolean[] set = new boolean[weight.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = unseen && !(weight[i] > 0);
        }
        for (int i = 0; i < size; i++) {
            set[byMean[i]] = true;
        }
        return set;
    }
}
