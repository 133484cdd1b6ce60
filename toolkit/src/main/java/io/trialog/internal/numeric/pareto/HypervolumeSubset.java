package io.trialog.internal.numeric.pareto;

import java.util.Arrays;

/**
 * Chooses points greedily by the hypervolume that each adds to those chosen before. Stateless.
 */
public final class HypervolumeSubset {

    private HypervolumeSubset() {}

    /**
     * Returns the chosen points, the first choice first. Of equal gains, the first point in lexicographic order is taken. Duplicates add
     * nothing; they come last, in the order in which they stand. If no unique point is left out, there is nothing to choose: they stand in
     * lexicographic order.
     *
     * @param losses one row per point
     * @param count how many are wanted, at most all
     * @param reference the reference point; if it is infinite, so are all gains, and the first points are taken
     * @return places of points
     */
    public static int[] greedy(double[][] losses, int count, double[] reference) {
        int[] unique = Losses.uniqueOrder(losses);
        int[] chosen = new int[count];
        int filled = Math.min(count, unique.length);
        int[] first = Arrays.stream(reference).allMatch(Double::isFinite) && filled < unique.length
                ? chosen(losses, unique, filled, reference)
                : unique;
        System.arraycopy(first, 0, chosen, 0, filled);
        boolean[] taken = new boolean[losses.length];
        for (int i = 0; i < filled; i++) {
            taken[chosen[i]] = true;
        }
        for (int place = 0; filled < count; place++) {
            if (!taken[place]) {
                chosen[filled++] = place;
            }
        }
        return chosen;
    }

    private static int[] chosen(double[][] losses, int[] unique, int count, double[] reference) {
        double[][] points = new double[unique.length][];
        Arrays.setAll(points, i -> losses[unique[i]]);
        int[] chosen = isStaircase(points) ? inPlane(points, count, reference) : lazily(points, count, reference);
        return Arrays.stream(chosen).map(i -> unique[i]).toArray();
    }

    /** Whether points in lexicographic order have two objectives and do not dominate each other. */
    private static boolean isStaircase(double[][] points) {
        for (int i = 1; i < points.length; i++) {
            if (points[i].length != 2 || points[i][1] >= points[i - 1][1]) {
                return false;
            }
        }
        return points[0].length == 2;
    }

    /** What a point of a front in the plane adds is one rectangle, which its chosen neighbors cut. */
    private static int[] inPlane(double[][] points, int count, double[] reference) {
        double[][] corners = new double[points.length][];
        Arrays.setAll(corners, i -> reference.clone());
        boolean[] taken = new boolean[points.length];
        int[] chosen = new int[count];
        for (int c = 0; c < count; c++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < points.length; i++) {
                double gain = (corners[i][0] - points[i][0]) * (corners[i][1] - points[i][1]);
                if (!taken[i] && (best < 0 || gain > most)) {
                    best = i;
                    most = gain;
                }
            }
            taken[best] = true;
            chosen[c] = best;
            for (int i = 0; i < points.length; i++) {
                int cut = i < best ? 0 : 1;
                corners[i][cut] = Math.min(corners[i][cut], points[best][cut]);
            }
        }
        return chosen;
    }

    /** What a point adds never grows: an old figure is a bound, and most points need not be looked at again. */
    private static int[] lazily(double[][] points, int count, double[] reference) {
        double[] bounds = new double[points.length];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        double[][] before = new double[count][];
        int[] chosen = new int[count];
        for (int c = 0; c < count; c++) {
            int best = largest(bounds);
            double gain = Hypervolume.exclusive(points[best], before, c, reference, reference.length);
            while (gain < bounds[best]) {
                bounds[best] = gain;
                best = largest(bounds);
                gain = Hypervolume.exclusive(points[best], before, c, reference, reference.length);
            }
            bounds[best] = Double.NEGATIVE_INFINITY;
            before[c] = points[best];
            chosen[c] = best;
        }
        return chosen;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
