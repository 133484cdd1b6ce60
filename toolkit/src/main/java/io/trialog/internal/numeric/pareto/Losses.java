package io.trialog.internal.numeric.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Points of several objectives, the smaller the better in each coordinate. Stateless. */
public final class Losses {

    private Losses() {}

    /**
     * Brings values to losses; negative zeros become zeros.
     *
     * @param values one row per point, one column per objective
     * @param signs +1 for an objective that is minimized, -1 for one that is maximized
     * @return new rows
     */
    public static double[][] of(double[][] values, double... signs) {
        double[][] losses = new double[values.length][];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = new double[signs.length];
            for (int j = 0; j < signs.length; j++) {
                losses[i][j] = signs[j] * values[i][j] + 0.0;
            }
        }
        return losses;
    }

    /**
     * Returns whether a point is at least as good as another one in every coordinate, and better in one.
     *
     * @param point a point
     * @param other the other point
     */
    public static boolean dominates(double[] point, double[] other) {
        boolean better = false;
        for (int j = 0; j < point.length; j++) {
            if (point[j] > other[j]) {
                return false;
            }
            better |= point[j] < other[j];
        }
        return better;
    }

    /** Whether a point is at least as good as another one in its first coordinates. */
    static boolean covers(double[] point, double[] other, int size) {
        for (int j = 0; j < size; j++) {
            if (point[j] > other[j]) {
                return false;
            }
        }
        return true;
    }

    /** The places of points in lexicographic order; equal points in the order in which they stand. */
    static int[] order(double[][] losses) {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparing(i -> losses[i], Arrays::compare))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The places of unique points in lexicographic order, each at its first occurrence. */
    static int[] uniqueOrder(double[][] losses) {
        int[] order = order(losses);
        int count = 0;
        for (int place : order) {
            if (count == 0 || !Arrays.equals(losses[order[count - 1]], losses[place])) {
                order[count++] = place;
            }
        }
        return Arrays.copyOf(order, count);
    }
}
