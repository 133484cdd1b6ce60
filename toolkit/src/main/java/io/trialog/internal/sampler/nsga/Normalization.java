package io.trialog.internal.sampler.nsga;

import java.util.Arrays;

/**
 * Brings losses of a set of trials to a common scale: 0 is the best of each, 1 the intercept of the plane through the extreme points (K.
 * Deb and H. Jain, doi:10.1109/TEVC.2013.2281535). Stateless.
 */
final class Normalization {

    private static final double OFF_AXIS = 1e6;

    /** How many ranges beyond the finite values an infinite one stands. */
    private static final double BEYOND = 3;

    private Normalization() {}

    /**
     * Returns normalized losses.
     *
     * @param losses one row per trial, at least one
     */
    static double[][] of(double[][] losses) {
        int objectives = losses[0].length;
        double[][] shifted = new double[losses.length][objectives];
        for (int j = 0; j < objectives; j++) {
            shift(losses, j, shifted);
        }
        double[] intercepts = intercepts(shifted, objectives);
        for (double[] row : shifted) {
            for (int j = 0; j < objectives; j++) {
                row[j] /= intercepts[j];
            }
        }
        return shifted;
    }

    private static void shift(double[][] losses, int j, double[][] shifted) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : losses) {
            low = Double.isFinite(row[j]) ? Math.min(low, row[j]) : low;
            high = Double.isFinite(row[j]) ? Math.max(high, row[j]) : high;
        }
        boolean isFinite = low <= high;
        double range = isFinite ? high - low : 0;
        double bottom = isFinite ? low - BEYOND * range : 0;
        double top = isFinite ? high + BEYOND * range : 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            shifted[i][j] = Math.min(top, Math.max(bottom, losses[i][j]));
            least = Math.min(least, shifted[i][j]);
        }
        for (double[] row : shifted) {
            row[j] -= least;
        }
    }

    private static double[] intercepts(double[][] shifted, int objectives) {
        double[] intercepts = solved(extremes(shifted, objectives));
        boolean isUsable = intercepts.length > 0;
        for (double intercept : intercepts) {
            isUsable &= intercept > 0 && Double.isFinite(intercept);
        }
        if (!isUsable) {
            intercepts = new double[objectives];
            for (double[] row : shifted) {
                for (int j = 0; j < objectives; j++) {
                    intercepts[j] = Math.max(intercepts[j], row[j]);
                }
            }
        }
        return Arrays.stream(intercepts)
                .map(intercept -> intercept > 0 ? intercept : 1)
                .toArray();
    }

    /** By axis, the point that lies nearest to it. */
    private static double[][] extremes(double[][] shifted, int objectives) {
        double[][] extremes = new double[objectives][];
        for (int axis = 0; axis < objectives; axis++) {
            double least = Double.POSITIVE_INFINITY;
            for (double[] row : shifted) {
                double most = 0;
                for (int j = 0; j < objectives; j++) {
                    most = Math.max(most, row[j] * (j == axis ? 1 : OFF_AXIS));
                }
                if (extremes[axis] == null || most < least) {
                    least = most;
                    extremes[axis] = row;
                }
            }
        }
        return extremes;
    }

    /** Where the plane through the points cuts the axes; nothing if they do not span one. */
    private static double[] solved(double[][] points) {
        int size = points.length;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOf(points[i], size + 1);
            rows[i][size] = 1;
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int i = column + 1; i < size; i++) {
                pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            double[] moved = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = moved;
            if (!(Math.abs(moved[column]) > 1e-12 * largest(points))) {
                return new double[0];
            }
            for (int i = 0; i < size; i++) {
                double factor = i == column ? 0 : rows[i][column] / moved[column];
                for (int j = column; factor != 0 && j <= size; j++) {
                    rows[i][j] -= factor * moved[j];
                }
            }
        }
        double[] intercepts = new double[size];
        for (int i = 0; i < size; i++) {
            intercepts[i] = rows[i][i] / rows[i][size];
        }
        return intercepts;
    }

    private static double largest(double[][] points) {
        double largest = 0;
        for (double[] row : points) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
