package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.linear.BoundedMinimizer;
import io.trialog.internal.numeric.linear.BoundedMinimizer.Minimum;
import io.trialog.internal.numeric.linear.Cholesky;
import java.util.Arrays;

/**
 * Fits hyperparameters to observations: the maximum of likelihood times prior, from fixed starts, so that nothing depends on an
 * earlier fit. Priors are Optuna's. Beyond 20 coordinates the prior of length scales grows with the square root of their number
 * (C. Hvarfner, E. Hellsten and L. Nardi, <em>Vanilla Bayesian Optimization Performs Great in High Dimensions</em>, arXiv 2402.02746).
 *
 * <p>Not safe for use by several threads.
 */
final class MapFit {

    /** The noise is never smaller. */
    static final double LEAST_NOISE = 1e-6;

    private static final int FEW = 20;
    private static final int MOST_EVALUATIONS = 200;

    private final Matern kernel;
    private final PointTable points;
    private final double[] y;
    private final int size;
    private final int dimensions;
    private final boolean exact;
    private final double stretch;
    private final double[][] matrix;
    private final double[][] slopes;
    private final double[][] inverse;
    private final Cholesky factor = new Cholesky();
    private final double[] work;
    private final double[] alpha;

    /**
     * @param kernel the kernel
     * @param points where observations were made
     * @param y the observations, standardized; as many as count
     * @param exact whether observations have no noise
     */
    MapFit(Matern kernel, PointTable points, double[] y, boolean exact) {
        this.kernel = kernel;
        this.points = points;
        this.y = y;
        this.size = y.length;
        this.dimensions = points.dimensions();
        this.exact = exact;
        this.stretch = Math.max(1, dimensions / (double) FEW);
        this.matrix = new double[size][size];
        this.slopes = new double[size][size];
        this.inverse = new double[size][size];
        this.work = new double[size];
        this.alpha = new double[size];
    }

    /** Fits from two starts, one with much noise and one with little. */
    Hyperparameters fit(double tolerance) {
        Minimum noisy = minimize(1, tolerance);
        if (exact) {
            return hyperparameters(noisy.point());
        }
        Minimum smooth = minimize(1e-3, tolerance);
        boolean isSmooth = smooth.value() < noisy.value() || !Double.isFinite(noisy.value());
        return hyperparameters((isSmooth ? smooth : noisy).point());
    }

    private Minimum minimize(double noise, double tolerance) {
        double[] start = new double[dimensions + 2];
        Arrays.fill(start, 0, dimensions, -StrictMath.log(stretch));
        start[dimensions + 1] = StrictMath.log(noise - LEAST_NOISE);
        double[] lower = new double[dimensions + 2];
        double[] upper = new double[dimensions + 2];
        Arrays.fill(lower, -14);
        Arrays.fill(upper, 14);
        lower[dimensions + 1] = -20;
        return new BoundedMinimizer(lower, upper, 10, MOST_EVALUATIONS, tolerance).minimize(this::loss, start);
    }

    Hyperparameters hyperparameters(double[] parameters) {
        double[] relevance = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            relevance[d] = StrictMath.exp(parameters[d]);
        }
        double noise = exact ? LEAST_NOISE : StrictMath.exp(parameters[dimensions + 1]) + LEAST_NOISE;
        return new Hyperparameters(relevance, StrictMath.exp(parameters[dimensions]), noise);
    }

    /** The negative logarithm of likelihood times prior, without constants, by the logarithms of the hyperparameters. */
    double loss(double[] parameters, double[] gradient) {
        Hyperparameters h = hyperparameters(parameters);
        Arrays.fill(gradient, 0);
        fillMatrix(h);
        if (!factor.factor(matrix, size)) {
            return Double.NaN;
        }
        System.arraycopy(y, 0, alpha, 0, size);
        factor.solveLower(alpha);
        double loss = 0;
        for (int i = 0; i < size; i++) {
            loss += StrictMath.log(factor.entry(i, i)) + 0.5 * (alpha[i] * alpha[i]);
        }
        factor.solveUpper(alpha);
        factor.invert(inverse);
        addLikelihoodGradient(h, gradient);
        return loss + prior(h, gradient);
    }

    private void fillMatrix(Hyperparameters h) {
        double[] q = new double[size];
        double[] slope = new double[size];
        for (int i = 0; i < size; i++) {
            int count = size - i - 1;
            double[] row = matrix[i];
            row[i] = h.scale() + h.noise();
            kernel.distances(points, i + 1, size, points.point(i), h.relevance(), q);
            Matern.correlations(q, count, work, slope);
            for (int j = 0; j < count; j++) {
                row[i + 1 + j] = h.scale() * q[j];
                slopes[i][i + 1 + j] = h.scale() * slope[j];
            }
        }
    }

    /** From half the trace of (inverse - alpha alphaᵀ) times the derivative of the matrix. */
    private void addLikelihoodGradient(Hyperparameters h, double[] gradient) {
        double[][] sums = new double[dimensions][size];
        double[] weights = new double[size];
        double scaleSum = 0;
        double noiseSum = 0;
        for (int i = 0; i < size; i++) {
            double own = inverse[i][i] - alpha[i] * alpha[i];
            noiseSum += 0.5 * own;
            scaleSum += 0.5 * own * h.scale();
            double[] row = matrix[i];
            int count = size - i - 1;
            for (int j = 0; j < count; j++) {
                weights[j] = inverse[i][i + 1 + j] - alpha[i] * alpha[i + 1 + j];
                scaleSum += weights[j] * row[i + 1 + j];
            }
            for (int j = 0; j < count; j++) {
                weights[j] *= slopes[i][i + 1 + j];
            }
            double[] point = points.point(i);
            for (int d = 0; d < dimensions; d++) {
                kernel.addDistances(points, i + 1, size, point, d, weights, sums[d]);
            }
        }
        for (int d = 0; d < dimensions; d++) {
            double sum = 0;
            for (double part : sums[d]) {
                sum += part;
            }
            gradient[d] += h.relevance()[d] * sum;
        }
        gradient[dimensions] += scaleSum;
        gradient[dimensions + 1] += exact ? 0 : (h.noise() - LEAST_NOISE) * noiseSum;
    }

    private double prior(Hyperparameters h, double[] gradient) {
        double loss = 0;
        for (int d = 0; d < dimensions; d++) {
            double relevance = h.relevance()[d] * stretch;
            loss += 0.1 / relevance + 0.1 * relevance;
            gradient[d] += 0.1 * relevance - 0.1 / relevance;
        }
        loss += h.scale() - StrictMath.log(h.scale());
        gradient[dimensions] += h.scale() - 1;
        if (!exact) {
            loss += 30 * h.noise() - 0.1 * StrictMath.log(h.noise());
            gradient[dimensions + 1] += (h.noise() - LEAST_NOISE) * (30 - 0.1 / h.noise());
        }
        return loss;
    }
}
