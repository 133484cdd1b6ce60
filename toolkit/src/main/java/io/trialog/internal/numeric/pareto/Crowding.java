package io.trialog.internal.numeric.pareto;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How far the neighbors of a point lie, within its front: the sum over the objectives of the gap between them, as a share of the range
 * (K. Deb et al., doi:10.1109/4235.996017). Stateless.
 */
public final class Crowding {

    private Crowding() {}

    /**
     * Returns the distances of points.
     *
     * @param losses one row per point of one front
     * @return a distance per point; infinite for the ends
     */
    public static double[] distances(double[][] losses) {
        double[] distances = new double[losses.length];
        Integer[] order = new Integer[losses.length];
        Arrays.setAll(order, i -> i);
        int objectives = losses.length == 0 ? 0 : losses[0].length;
        for (int j = 0; j < objectives; j++) {
            int objective = j;
            Arrays.sort(order, Comparator.comparingDouble(i -> losses[i][objective]));
            if (losses[order[0]][j] < losses[order[order.length - 1]][j]) {
                addGaps(losses, j, order, distances);
            }
        }
        return distances;
    }

    private static void addGaps(double[][] losses, int j, Integer[] order, double[] distances) {
        double[] sorted = new double[order.length + 2];
        sorted[0] = Double.NEGATIVE_INFINITY;
        sorted[order.length + 1] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < order.length; i++) {
            sorted[i + 1] = losses[order[i]][j];
        }
        double low = Arrays.stream(sorted)
                .filter(value -> value > Double.NEGATIVE_INFINITY)
                .findFirst()
                .orElse(0);
        double high = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (sorted[i] < Double.POSITIVE_INFINITY) {
                high = sorted[i];
                break;
            }
        }
        double range = high > low ? high - low : 1;
        for (int i = 0; i < order.length; i++) {
            double gap = sorted[i + 2] > sorted[i] ? sorted[i + 2] - sorted[i] : 0;
            distances[order[i]] += gap / range;
        }
    }

    /**
     * Returns the places of the least crowded points.
     *
     * @param losses one row per point of one front
     * @param count how many are wanted, at most all
     * @return places, the least crowded first; of equally crowded ones, the later first
     */
    public static int[] least(double[][] losses, int count) {
        double[] distances = distances(losses);
        Integer[] order = new Integer[losses.length];
        Arrays.setAll(order, i -> order.length - 1 - i);
        Arrays.sort(order, (a, b) -> Double.compare(distances[b], distances[a]));
        return Arrays.stream(order).limit(count).mapToInt(Integer::intValue).toArray();
    }
}
