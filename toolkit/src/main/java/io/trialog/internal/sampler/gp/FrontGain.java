package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.pareto.NonDominated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much hypervolume a point promises over the front of the observations, on the scale of the models. Running trials stand on the front
 * with what the models expect of them. Not safe for use by several threads.
 */
final class FrontGain {

    private static final double BEYOND = 0.1;

    /** How many observations tell how far the objectives range. */
    private static final int FIRST = 10;

    private final List<Target> targets;
    private final Surrogate.Posterior[] posteriors;
    private final HypervolumeGain gain;
    private final double[] means;
    private final double[] deviations;
    private double[] byMean = new double[0];

    /**
     * @param targets the objectives
     * @param observed losses of the observations that can be compared with, standardized
     * @param pending how many points of running trials follow the observations of each model
     */
    FrontGain(List<Target> targets, double[][] observed, int pending) {
        this.targets = List.copyOf(targets);
        this.posteriors = new Surrogate.Posterior[targets.size()];
        Arrays.setAll(posteriors, j -> targets.get(j).surrogate().posterior());
        this.means = new double[posteriors.length];
        this.deviations = new double[posteriors.length];
        List<double[]> losses = new ArrayList<>(List.of(observed));
        for (int r = 0; r < pending; r++) {
            losses.add(expected(r));
        }
        this.gain = new HypervolumeGain(losses.toArray(double[][]::new), reference(observed));
    }

    private double[] expected(int r) {
        double[] losses = new double[targets.size()];
        for (int j = 0; j < losses.length; j++) {
            Target target = targets.get(j);
            for (int i = 0; i < target.count(); i++) {
                losses[j] -= target.surrogate().entry(target.count() + r, i) * target.weights()[i];
            }
        }
        return losses;
    }

    /**
     * A tenth of the range beyond the worst of the front in each objective, but not before the middle of the first observations: a front
     * that is still short would cut off what lies beyond its ends.
     */
    static double[] reference(double[][] observed) {
        int[] front = NonDominated.front(observed);
        double[] reference = new double[observed[0].length];
        for (int j = 0; j < reference.length; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i : front) {
                low = Math.min(low, observed[i][j]);
                high = Math.max(high, observed[i][j]);
            }
            double[] first = new double[Math.min(FIRST, observed.length)];
            for (int i = 0; i < first.length; i++) {
                first[i] = observed[i][j];
            }
            Arrays.sort(first);
            double end = Math.max(high, first[first.length / 2]);
            reference[j] = end + BEYOND * (end > low ? end - low : 1);
        }
        return reference;
    }

    /**
     * The logarithm of the expected gain.
     *
     * @param gradient what its gradient by coordinates is added to, or {@code null}
     */
    double evaluate(double[] point, double @Nullable [] gradient) {
        for (int j = 0; j < posteriors.length; j++) {
            posteriors[j].at(point, gradient != null);
            means[j] =
                    -posteriors[j].mean(targets.get(j).weights(), targets.get(j).count());
            deviations[j] = posteriors[j].deviation();
        }
        double value = gain.at(means, deviations, gradient != null);
        for (int j = 0; gradient != null && j < posteriors.length; j++) {
            Target target = targets.get(j);
            double[] weights = room(target.surrogate().size());
            for (int i = 0; i < target.count(); i++) {
                weights[i] = -gain.byMean(j) * target.weights()[i];
            }
            posteriors[j].addGradient(point, weights, gain.byDeviation(j), gradient);
        }
        return value;
    }

    private double[] room(int size) {
        if (byMean.length < size) {
            byMean = new double[size];
        }
        Arrays.fill(byMean, 0, size, 0);
        return byMean;
    }
}
