package io.trialog.sampler.tpe;

import io.trialog.numeric.Exponentials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates the log density of a mixture at several points: block by block of kernels, all points per block, so that kernels
 * are read from memory once. Sums run in a fixed order; terms far below the largest are left out (see {@link
 * Exponentials#NEGLIGIBLE}). Buffers are reused: not safe for use by several threads.
 */
final class Scorer {

    private static final int BLOCK = 256;

    private final Mixture mixture;
    private final ContinuousDimension[] continuous;
    private final int[] continuousAt;
    private final Columns[] columns;
    private final double[] base = new double[BLOCK];
    private final double[] terms = new double[BLOCK];
    private final double[] kept = new double[BLOCK];
    private final double[] keptWeights = new double[BLOCK];
    private double[] largest = new double[0];
    private double[] sums = new double[0];

    Scorer(Mixture mixture) {
        this.mixture = mixture;
        List<ContinuousDimension> plain = new ArrayList<>();
        List<Columns> tabulated = new ArrayList<>();
        int[] at = new int[mixture.dimensions.length];
        for (int i = 0; i < mixture.dimensions.length; i++) {
            if (mixture.dimensions[i] instanceof ContinuousDimension dimension) {
                at[plain.size()] = i;
                plain.add(dimension);
            } else if (mixture.dimensions[i] instanceof Tabulated dimension) {
                tabulated.add(new Columns(dimension, i, BLOCK));
            }
        }
        continuous = plain.toArray(new ContinuousDimension[0]);
        continuousAt = Arrays.copyOf(at, continuous.length);
        columns = tabulated.toArray(new Columns[0]);
    }

    /**
     * @param points coordinates, by point and parameter
     * @param logDensities receives one value per point
     */
    void score(double[][] points, double[] logDensities) {
        int count = points.length;
        if (largest.length < count) {
            largest = new double[count];
            sums = new double[count];
        }
        Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0, count, 0);
        for (Columns column : columns) {
            column.prepare(points);
        }
        for (int from = 0; from < mixture.size(); from += BLOCK) {
            scoreBlock(points, from, Math.min(BLOCK, mixture.size() - from));
        }
        for (int c = 0; c < count; c++) {
            addPrior(points[c], c);
            logDensities[c] = largest[c] + StrictMath.log(sums[c] / mixture.weightSum());
        }
    }

    private void scoreBlock(double[][] points, int from, int length) {
        Arrays.fill(base, 0, length, 0);
        for (ContinuousDimension dimension : continuous) {
            addTo(base, dimension.constants, from, length);
        }
        for (Columns column : columns) {
            column.gather(from, length);
        }
        for (int c = 0; c < points.length; c++) {
            System.arraycopy(base, 0, terms, 0, length);
            for (Columns column : columns) {
                addTo(terms, column.of(c), 0, length);
            }
            subtractSquares(points[c], from, length);
            addTerms(c, from, length);
        }
    }

    private void subtractSquares(double[] point, int from, int length) {
        for (int i = 0; i < continuous.length; i++) {
            subtractSquares(terms, continuous[i].centres, continuous[i].inverses, point[continuousAt[i]], from, length);
        }
    }

    private static void addTo(double[] sum, double[] terms, int from, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += terms[from + i];
        }
    }

    private static void subtractSquares(
            double[] sum, double[] centres, double[] inverses, double x, int from, int length) {
        for (int i = 0; i < length; i++) {
            double e = (x - centres[from + i]) * inverses[from + i];
            sum[i] -= e * e;
        }
    }

    /** Adds the weighted exponentials of a block to those of the blocks before, all relative to the largest term. */
    private void addTerms(int c, int from, int length) {
        double top = Math.max(largest[c], largest(terms, length));
        if (top == Double.NEGATIVE_INFINITY) {
            return;
        }
        raise(c, top);
        int count = keep(top, from, length);
        Exponentials.exponentiate(kept, count);
        sums[c] += Exponentials.dot(kept, keptWeights, count);
    }

    private void raise(int c, double top) {
        if (top > largest[c]) {
            sums[c] *= StrictMath.exp(largest[c] - top);
            largest[c] = top;
        }
    }

    private int keep(double top, int from, int length) {
        double[] weights = mixture.weights();
        double limit = top - Exponentials.NEGLIGIBLE;
        int count = 0;
        for (int i = 0; i < length; i++) {
            double term = terms[i];
            kept[count] = term - top;
            keptWeights[count] = weights[from + i];
            count += term > limit ? 1 : 0;
        }
        return count;
    }

    private static double largest(double[] terms, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            if (terms[i] > largest) {
                largest = terms[i];
            }
        }
        return largest;
    }

    private void addPrior(double[] point, int c) {
        double term = 0;
        for (int i = 0; i < mixture.dimensions.length; i++) {
            term += mixture.dimensions[i].logPrior(point[i]);
        }
        double top = Math.max(largest[c], term);
        if (top > Double.NEGATIVE_INFINITY) {
            raise(c, top);
            sums[c] += mixture.weights()[mixture.size()] * StrictMath.exp(term - top);
        }
    }
}
