package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.Exponentials;
import java.util.Arrays;

/**
 * The Matérn 5/2 kernel over coordinates that are weighted one by one; two choices are 0 or 1 apart (Hamming). Loops go over
 * many points side by side, without sums whose order could change. Immutable.
 */
final class Matern {

    /** exp(-36) is lost beside 1. */
    private static final double FAR = Exponentials.NEGLIGIBLE;

    private final boolean[] categorical;

    /** @param categorical which coordinates are indexes of choices */
    Matern(boolean[] categorical) {
        this.categorical = categorical;
    }

    /** Adds up the weighted squared distances of points from one point. */
    void distances(PointTable points, int from, int to, double[] point, double[] relevance, double[] q) {
        Arrays.fill(q, 0, to - from, 0);
        for (int d = 0; d < categorical.length; d++) {
            add(points.coordinates(d), from, to, point[d], relevance[d], categorical[d], q);
        }
    }

    private static void add(
            double[] column, int from, int to, double x, double weight, boolean isCategorical, double[] q) {
        if (isCategorical) {
            for (int i = from; i < to; i++) {
                q[i - from] += column[i] == x ? 0 : weight;
            }
        } else {
            for (int i = from; i < to; i++) {
                double difference = column[i] - x;
                q[i - from] += weight * (difference * difference);
            }
        }
    }

    /** Replaces weighted squared distances by correlations. */
    static void correlations(double[] q, int count, double[] work) {
        radii(q, count, work);
        for (int i = 0; i < count; i++) {
            double r = q[i];
            q[i] = work[i] * (1 + r + r * r / 3);
        }
    }

    /** Replaces weighted squared distances by correlations, and writes their derivatives by the squared distance. */
    static void correlations(double[] q, int count, double[] work, double[] slopes) {
        radii(q, count, work);
        for (int i = 0; i < count; i++) {
            double r = q[i];
            slopes[i] = (-5.0 / 6) * (1 + r) * work[i];
            q[i] = work[i] * (1 + r + r * r / 3);
        }
    }

    private static void radii(double[] q, int count, double[] work) {
        for (int i = 0; i < count; i++) {
            double r = Math.min(Math.sqrt(5 * q[i]), FAR);
            q[i] = r;
            work[i] = -r;
        }
        Exponentials.exponentiate(work, count);
    }

    /** Adds, for each continuous coordinate, the gradient of a weighted sum of correlations with points. */
    void addGradient(
            PointTable points, int count, double[] point, double[] relevance, double[] weights, double[] gradient) {
        for (int d = 0; d < categorical.length; d++) {
            if (!categorical[d]) {
                double[] column = points.coordinates(d);
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += weights[i] * (point[d] - column[i]);
                }
                gradient[d] += 2 * relevance[d] * sum;
            }
        }
    }

    /** Adds weighted squared distances of one coordinate, not weighted by its relevance, side by side. */
    void addDistances(PointTable points, int from, int to, double[] point, int d, double[] weights, double[] sums) {
        double[] column = points.coordinates(d);
        double x = point[d];
        if (categorical[d]) {
            for (int i = from; i < to; i++) {
                sums[i - from] += column[i] == x ? 0 : weights[i - from];
            }
        } else {
            for (int i = from; i < to; i++) {
                double difference = column[i] - x;
                sums[i - from] += weights[i - from] * (difference * difference);
            }
        }
    }
}
