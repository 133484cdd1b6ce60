package io.trialog.internal.sampler.cmaes;

import java.util.stream.IntStream;

/**
 * The normal distribution that the strategy moves: mean, step size, covariance, and the two paths (N. Hansen, arXiv 1604.00772).
 * Points that were not drawn from the distribution as it stands are told with steps of a bounded length (N. Hansen,
 * <em>Injecting external solutions into CMA-ES</em>, arXiv 1110.4181). Not safe for use by several threads.
 */
final class Evolution {

    private static final double LARGEST_SIGMA = 1e32;

    private final Covariance covariance;
    private final double[] mean;
    private final double[] stepPath;
    private final double[] covariancePath;
    private double sigma;
    private int generation;

    /**
     * @param mean the mean; used from now on
     * @param covariance the covariance; used from now on
     */
    Evolution(double[] mean, double sigma, Covariance covariance) {
        this.mean = mean;
        this.sigma = sigma;
        this.covariance = covariance;
        this.stepPath = new double[mean.length];
        this.covariancePath = new double[mean.length];
    }

    int size() {
        return mean.length;
    }

    /** How many generations were told. */
    int generation() {
        return generation;
    }

    double mean(int i) {
        return mean[i];
    }

    /** Moves the mean along one axis. */
    void move(int i, double place) {
        mean[i] = place;
    }

    double sigma() {
        return sigma;
    }

    Covariance covariance() {
        return covariance;
    }

    double stepPath(int i) {
        return stepPath[i];
    }

    double covariancePath(int i) {
        return covariancePath[i];
    }

    /** The standard deviation along one axis. */
    double deviation(int i) {
        return sigma * Math.sqrt(covariance.variance(i));
    }

    /** The point that a standard normal vector stands for. */
    double[] point(double[] standard) {
        double[] point = covariance.shaped(standard);
        for (int i = 0; i < point.length; i++) {
            point[i] = mean[i] + sigma * point[i];
        }
        return point;
    }

    /**
     * Learns from points. The step size follows the new ones alone: points that were told before would shrink it too early.
     *
     * @param points the points, the best first
     * @param isInjected which of them were not drawn from the distribution as it stands
     * @param isNew which of them were not told before
     * @param rates for so many points
     * @param newRates for as many as are new
     */
    void tell(double[][] points, boolean[] isInjected, boolean[] isNew, Rates rates, Rates newRates) {
        generation++;
        double[][] steps = steps(points, isInjected);
        double[] move = weighted(steps, rates);
        double[] newMove = points.length == newRates.weights().length ? move : weighted(only(steps, isNew), newRates);
        for (int i = 0; i < mean.length; i++) {
            mean[i] += sigma * move[i];
        }
        double[] white = covariance.whitened(newMove);
        double inner = Math.sqrt(newRates.stepPath() * (2 - newRates.stepPath()) * newRates.effective());
        for (int i = 0; i < mean.length; i++) {
            stepPath[i] = (1 - newRates.stepPath()) * stepPath[i] + inner * white[i];
        }
        double length = length(stepPath);
        double settled = Math.sqrt(1 - StrictMath.pow(1 - newRates.stepPath(), 2.0 * (generation + 1)));
        boolean isShort = length / settled < (1.4 + 2.0 / (mean.length + 1)) * rates.expected();
        learn(isShort, move, steps, rates, (double) newRates.weights().length / points.length);
        sigma = Math.min(
                LARGEST_SIGMA,
                sigma * StrictMath.exp(newRates.stepPath() / newRates.damping() * (length / rates.expected() - 1)));
    }

    /** Points that are told several times count in parts. */
    private void learn(boolean isShort, double[] move, double[][] steps, Rates rates, double part) {
        double rate = rates.covariancePath();
        double inner = isShort ? Math.sqrt(rate * (2 - rate) * rates.effective()) : 0;
        for (int i = 0; i < mean.length; i++) {
            covariancePath[i] = (1 - rate) * covariancePath[i] + inner * move[i];
        }
        double sum = 0;
        for (double weight : rates.weights()) {
            sum += weight;
        }
        double change = (isShort ? 0 : rates.rankOne() * rate * (2 - rate)) - rates.rankOne() - rates.rankMany() * sum;
        covariance.learn(
                1 + part * change, part * rates.rankOne(), covariancePath, localWeights(steps, rates, part), steps);
    }

    private static double[][] only(double[][] steps, boolean[] isNew) {
        return IntStream.range(0, steps.length)
                .filter(k -> isNew[k])
                .mapToObj(k -> steps[k])
                .toArray(double[][]::new);
    }

    private double[][] steps(double[][] points, boolean[] isInjected) {
        double longest = Math.sqrt(mean.length) + 2.0 * mean.length / (mean.length + 2);
        double[][] steps = new double[points.length][mean.length];
        for (int k = 0; k < points.length; k++) {
            for (int i = 0; i < mean.length; i++) {
                steps[k][i] = (points[k][i] - mean[i]) / sigma;
            }
            if (isInjected[k]) {
                shorten(steps[k], longest / length(covariance.whitened(steps[k])));
            }
        }
        return steps;
    }

    private static void shorten(double[] step, double factor) {
        if (factor < 1) {
            for (int i = 0; i < step.length; i++) {
                step[i] *= factor;
            }
        }
    }

    private double[] weighted(double[][] steps, Rates rates) {
        double[] sum = new double[mean.length];
        for (int k = 0; k < rates.parents(); k++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rates.weights()[k] * steps[k][i];
            }
        }
        return sum;
    }

    /** Negative weights are bounded by the length of their steps, so that the covariance stays positive. */
    private double[] localWeights(double[][] steps, Rates rates, double part) {
        double[] weights = new double[steps.length];
        for (int k = 0; k < steps.length; k++) {
            double weight = rates.weights()[k];
            if (weight < 0) {
                double length = length(covariance.whitened(steps[k]));
                weight *= mean.length / (length * length + 1e-8);
            }
            weights[k] = part * rates.rankMany() * weight;
        }
        return weights;
    }

    private static double length(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        return Math.sqrt(squares);
    }
}
