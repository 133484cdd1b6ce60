package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.Normal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a point promises: the logarithm of the expected improvement, or of the expected gain of hypervolume, times the probability that every constraint is kept.
 *
 * <p>Trials that are still running are part of the model with values that they may get. The improvement of a point over the best of
 * what was observed and what they may get is exact for each such set of values, and then averaged: so its gradient never vanishes.
 *
 * <p>Not safe for use by several threads.
 */
final class Acquisition {

    private final @Nullable Target objective;
    private final @Nullable FrontGain front;
    private final List<Target> constraints;
    private final Surrogate.@Nullable Posterior posterior;
    private final Surrogate.Posterior[] limits;
    /** By set of values: what the running trials may get, as standard normal numbers. */
    private final double[][] draws;
    /** By set of values: the best of what was observed and what the running trials may get. */
    private final double[] goals;

    private final double[] logs;
    private final double[] shares;
    private double[] byMean = new double[0];

    /**
     * @param objective the objective; {@code null} if no trial keeps all constraints yet, so that only these count
     * @param constraints the constraints; each holds where its target reaches its goal
     * @param draws standard normal numbers for the trials whose points were appended to the objective behind its observations
     */
    Acquisition(@Nullable Target objective, List<Target> constraints, double[][] draws) {
        this(objective, null, constraints, draws);
    }

    /**
     * @param front what several objectives promise together
     * @param constraints the constraints; each holds where its target reaches its goal
     */
    Acquisition(FrontGain front, List<Target> constraints) {
        this(null, front, constraints, new double[0][]);
    }

    private Acquisition(
            @Nullable Target objective, @Nullable FrontGain front, List<Target> constraints, double[][] draws) {
        this.objective = objective;
        this.front = front;
        this.constraints = List.copyOf(constraints);
        this.draws = draws;
        this.goals = objective == null ? new double[0] : goals(objective, draws);
        this.logs = new double[goals.length];
        this.shares = new double[goals.length];
        this.posterior = objective == null ? null : objective.surrogate().posterior();
        this.limits = new Surrogate.Posterior[constraints.size()];
        Arrays.setAll(limits, i -> constraints.get(i).surrogate().posterior());
    }

    private static double[] goals(Target objective, double[][] draws) {
        int count = objective.count();
        double[] goals = new double[draws.length];
        for (int s = 0; s < draws.length; s++) {
            goals[s] = objective.goal();
            for (int r = 0; r < draws[s].length; r++) {
                double value = 0;
                for (int i = 0; i < count; i++) {
                    value += objective.surrogate().entry(count + r, i)
                            * objective.weights()[i];
                }
                for (int i = 0; i <= r; i++) {
                    value += objective.surrogate().entry(count + r, count + i) * draws[s][i];
                }
                goals[s] = Math.max(goals[s], value);
            }
        }
        return goals;
    }

    /** The promise of a point. */
    double at(double[] point) {
        return evaluate(point, null);
    }

    /**
     * The promise of a point.
     *
     * @param gradient where its gradient by continuous coordinates is written, or {@code null}
     */
    double evaluate(double[] point, double @Nullable [] gradient) {
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        double value = 0;
        if (objective != null && posterior != null) {
            value += improvement(objective, posterior, point, gradient);
        }
        if (front != null) {
            value += front.evaluate(point, gradient);
        }
        for (int i = 0; i < limits.length; i++) {
            value += keeping(constraints.get(i), limits[i], point, gradient);
        }
        return value;
    }

    private double improvement(
            Target target, Surrogate.Posterior predicted, double[] point, double @Nullable [] gradient) {
        predicted.at(point, gradient != null);
        double deviation = predicted.deviation();
        double mean = predicted.mean(target.weights(), target.count());
        double most = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < goals.length; s++) {
            double z = (mean + moved(predicted, target.count(), draws[s]) - goals[s]) / deviation;
            shares[s] = z;
            logs[s] = Improvement.log(z);
            most = Math.max(most, logs[s]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - most);
        }
        if (gradient != null) {
            addGradient(target, predicted, point, most, sum, gradient);
        }
        return StrictMath.log(deviation) + most + StrictMath.log(sum / goals.length);
    }

    /** By how much the values of running trials move the mean. */
    private static double moved(Surrogate.Posterior predicted, int count, double[] draws) {
        double sum = 0;
        for (int r = 0; r < draws.length; r++) {
            sum += predicted.divided(count + r) * draws[r];
        }
        return sum;
    }

    private void addGradient(
            Target target, Surrogate.Posterior predicted, double[] point, double most, double sum, double[] gradient) {
        double deviation = predicted.deviation();
        int count = target.count();
        double[] weights = room(target.surrogate().size());
        double total = 0;
        double byDeviation = 0;
        for (int s = 0; s < goals.length; s++) {
            double share = StrictMath.exp(logs[s] - most) / sum;
            double slope = share * Improvement.slope(shares[s]) / deviation;
            total += slope;
            byDeviation += share / deviation - slope * shares[s];
            for (int r = 0; r < draws[s].length; r++) {
                weights[count + r] += slope * draws[s][r];
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] = total * target.weights()[i];
        }
        predicted.addGradient(point, weights, byDeviation, gradient);
    }

    private double keeping(Target target, Surrogate.Posterior predicted, double[] point, double @Nullable [] gradient) {
        predicted.at(point, gradient != null);
        double deviation = predicted.deviation();
        double z = (predicted.mean(target.weights(), target.count()) - target.goal()) / deviation;
        if (gradient != null) {
            double slope = 1 / (Normal.mills(z) * deviation);
            double[] weights = room(target.surrogate().size());
            for (int i = 0; i < target.count(); i++) {
                weights[i] = slope * target.weights()[i];
            }
            predicted.addGradient(point, weights, -slope * z, gradient);
        }
        return Normal.logCdf(z);
    }

    private double[] room(int size) {
        if (byMean.length < size) {
            byMean = new double[size];
        }
        Arrays.fill(byMean, 0, size, 0);
        return byMean;
    }
}
