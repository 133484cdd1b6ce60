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
    private double[][] places = new double[0][];
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
            places = new double[count][continuous.length];
        }
        Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0, count, 0);
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < continuous.length; i++) {
                places[c][i] = points[c][continuousAt[i]];
            }
        }
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
            subtractSquares(places[c], from, length);
            addTerms(c, from, length);
        }
    }

    private void subtractSquares(double[] place, int from, int length) {
        int i = 0;
        for (; i + 3 < continuous.length; i += 4) {
            subtractFour(terms, continuous, i, place, from, length);
        }
        for (; i < continuous.length; i++) {
            subtractOne(terms, continuous[i], place[i], from, length);
        }
    }

    private static void addTo(double[] sum, double[] terms, int from, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += terms[from + i];
        }
    }

    private static void subtractOne(double[] sum, ContinuousDimension dimension, double x, int from, int length) {
        double[] centres = dimension.centres;
        double[] inverses = dimension.inverses;
        for (int i = 0; i < length; i++) {
            double e = (x - centres[from + i]) * inverses[from + i];
            sum[i] -= e * e;
        }
    }

    /** Four dimensions in one pass, since the sums would otherwise be read and written for each. */
    private static void subtractFour(
            double[] sum, ContinuousDimension[] dimensions, int first, double[] place, int from, int length) {
        double[] centres0 = dimensions[first].centres;
        double[] centres1 = dimensions[first + 1].centres;
        double[] centres2 = dimensions[first + 2].centres;
        double[] centres3 = dimensions[first + 3].centres;
        double[] inverses0 = dimensions[first].inverses;
        double[] inverses1 = dimensions[first + 1].inverses;
        double[] inverses2 = dimensions[first + 2].inverses;
        double[] inverses3 = dimensions[first + 3].inverses;
        double x0 = place[first];
        double x1 = place[first + 1];
        double x2 = place[first + 2];
        double x3 = place[first + 3];
        for (int i = 0; i < length; i++) {
            double e0 = (x0 - centres0[from + i]) * inverses0[from + i];
            double e1 = (x1 - centres1[from + i]) * inverses1[from + i];
            double e2 = (x2 - centres2[from + i]) * inverses2[from + i];
            double e3 = (x3 - centres3[from + i]) * inverses3[from + i];
            sum[i] -= (e0 * e0 + e1 * e1) + (e2 * e2 + e3 * e3);
        }
    }

    /** Adds the weighted exponentials of a block to those of the blocks before, all relative to the largest term. */
    private void addTerms(int c, int from, int length) {
        double blockTop = largest(terms, length);
        if (blockTop == Double.NEGATIVE_INFINITY || blockTop <= largest[c] - Exponentials.NEGLIGIBLE) {
            return;
        }
        double top = Math.max(largest[c], blockTop);
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
