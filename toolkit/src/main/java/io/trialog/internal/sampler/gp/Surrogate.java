package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.linear.Cholesky;

/**
 * A Gaussian process with given hyperparameters over points that are appended one by one. Not safe for use by several threads.
 */
final class Surrogate {

    private final Matern kernel;
    private final Hyperparameters hyperparameters;
    private final PointTable points;
    private final Cholesky factor = new Cholesky();

    Surrogate(Matern kernel, Hyperparameters hyperparameters, int dimensions) {
        this.kernel = kernel;
        this.hyperparameters = hyperparameters;
        this.points = new PointTable(dimensions);
    }

    Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    int size() {
        return points.size();
    }

    void append(double[] point) {
        int size = points.size();
        double[] row = new double[size + 1];
        kernel.distances(points, 0, size, point, hyperparameters.relevance(), row);
        Matern.correlations(row, size, new double[size]);
        for (int i = 0; i < size; i++) {
            row[i] *= hyperparameters.scale();
        }
        double own = hyperparameters.scale() + hyperparameters.noise();
        row[size] = own;
        // A point that is there many times over may be lost in rounding; a little more noise keeps it.
        for (double more = 1e-8 * own; !factor.append(row); more *= 10) {
            row[size] = own + more;
        }
        points.add(point);
    }

    /** Forgets the last points. */
    void truncate(int size) {
        points.truncate(size);
        factor.truncate(size);
    }

    /** An entry of the factor of the matrix of the points, for the points appended last. */
    double entry(int row, int column) {
        return factor.entry(row, column);
    }

    /** Observations at the first points, divided by the factor: what predictions are made of. */
    double[] weights(double[] y, int count) {
        double[] weights = new double[points.size()];
        System.arraycopy(y, 0, weights, 0, count);
        factor.solveLower(weights);
        return weights;
    }

    /** Correlations of a point with those of the process, strongest first by value; for telling which are near. */
    double[] correlations(double[] point) {
        double[] q = new double[points.size()];
        kernel.distances(points, 0, q.length, point, hyperparameters.relevance(), q);
        Matern.correlations(q, q.length, new double[q.length]);
        return q;
    }

    Posterior posterior() {
        return new Posterior();
    }

    /** The prediction at one point after the other. Room is used again. */
    final class Posterior {

        private double[] divided = new double[0];
        private double[] slopes = new double[0];
        private double[] back = new double[0];
        private double variance;
        private int size;

        /** Predicts at a point. */
        void at(double[] point, boolean withSlopes) {
            size = points.size();
            if (divided.length < size) {
                divided = new double[size];
                slopes = new double[size];
                back = new double[size];
            }
            kernel.distances(points, 0, size, point, hyperparameters.relevance(), divided);
            if (withSlopes) {
                Matern.correlations(divided, size, back, slopes);
            } else {
                Matern.correlations(divided, size, back);
            }
            for (int i = 0; i < size; i++) {
                divided[i] *= hyperparameters.scale();
            }
            factor.solveLower(divided);
            double square = 0;
            for (int i = 0; i < size; i++) {
                square += divided[i] * divided[i];
            }
            variance = Math.max(0, hyperparameters.scale() - square);
        }

        double variance() {
            return variance;
        }

        double deviation() {
            return Math.sqrt(variance + 1e-12);
        }

        /** The sum of products of some weights with the prediction's own. */
        double mean(double[] weights, int count) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += weights[i] * divided[i];
            }
            return sum;
        }

        double divided(int i) {
            return divided[i];
        }

        /**
         * Adds the gradient of something that depends on means and the deviation.
         *
         * @param byMean the weights of the means, each times the derivative by its mean, added up
         * @param byDeviation the derivative by the deviation
         */
        void addGradient(double[] point, double[] byMean, double byDeviation, double[] gradient) {
            double bySquare = variance > 0 ? -byDeviation / (2 * deviation()) : 0;
            for (int i = 0; i < size; i++) {
                back[i] = byMean[i] + 2 * bySquare * divided[i];
            }
            factor.solveUpper(back);
            for (int i = 0; i < size; i++) {
                back[i] *= hyperparameters.scale() * slopes[i];
            }
            kernel.addGradient(points, size, point, hyperparameters.relevance(), back, gradient);
        }
    }
}
