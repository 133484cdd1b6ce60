package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.Normal;
import io.trialog.internal.numeric.pareto.FreeBoxes;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The logarithm of the expected gain of hypervolume over a front, where objectives are independent and normal. The region that the front
 * leaves free is cut into boxes; in a box the expected gain is a product of differences of expected improvements, so that the result is
 * exact (M. Emmerich, A. Deutz and J. Klinkenberg, doi:10.1109/CEC.2011.5949880). Not safe for use by several threads.
 */
final class HypervolumeGain {

    /** Below this a sum of products is found by logarithms. */
    private static final double TINY = 1e-200;

    private final int objectives;
    /** By objective, the ends of boxes, ascending, from minus infinity. */
    private final double[][] ends;
    /** By box and objective, which ends it has. */
    private final int[][] lower;

    private final int[][] upper;
    private final double[][] logs;
    private final double[][] values;
    private final double[][] places;
    private final double[] byMean;
    private final double[] byDeviation;

    /**
     * @param front losses of trials
     * @param reference the reference point
     */
    HypervolumeGain(double[][] front, double[] reference) {
        objectives = reference.length;
        FreeBoxes boxes = FreeBoxes.of(front, reference);
        ends = new double[objectives][];
        lower = new int[boxes.count()][objectives];
        upper = new int[boxes.count()][objectives];
        for (int j = 0; j < objectives; j++) {
            TreeSet<Double> sorted = new TreeSet<>();
            for (int box = 0; box < boxes.count(); box++) {
                sorted.add(boxes.lower(box, j));
                sorted.add(boxes.upper(box, j));
            }
            ends[j] = sorted.stream().mapToDouble(Double::doubleValue).toArray();
            for (int box = 0; box < boxes.count(); box++) {
                lower[box][j] = Arrays.binarySearch(ends[j], boxes.lower(box, j));
                upper[box][j] = Arrays.binarySearch(ends[j], boxes.upper(box, j));
            }
        }
        logs = new double[objectives][];
        values = new double[objectives][];
        places = new double[objectives][];
        for (int j = 0; j < objectives; j++) {
            logs[j] = new double[ends[j].length];
            values[j] = new double[ends[j].length];
            places[j] = new double[ends[j].length];
        }
        byMean = new double[objectives];
        byDeviation = new double[objectives];
    }

    /**
     * The logarithm of the expected gain.
     *
     * @param means what each loss is expected to be
     * @param deviations the standard deviation of each
     * @param withSlopes whether the derivatives are wanted
     */
    double at(double[] means, double[] deviations, boolean withSlopes) {
        for (int j = 0; j < objectives; j++) {
            for (int e = 0; e < ends[j].length; e++) {
                double z = (ends[j][e] - means[j]) / deviations[j];
                places[j][e] = z;
                logs[j][e] = z == Double.NEGATIVE_INFINITY ? z : Improvement.log(z);
                values[j][e] = StrictMath.exp(logs[j][e]);
            }
        }
        double sum = 0;
        for (int box = 0; box < lower.length; box++) {
            double product = 1;
            for (int j = 0; j < objectives; j++) {
                product *= deviations[j] * (values[j][upper[box][j]] - values[j][lower[box][j]]);
            }
            sum += product;
        }
        if (!withSlopes && sum > TINY) {
            return StrictMath.log(sum);
        }
        return byLogarithms(deviations, withSlopes);
    }

    private double byLogarithms(double[] deviations, boolean withSlopes) {
        double[] terms = new double[lower.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int box = 0; box < lower.length; box++) {
            for (int j = 0; j < objectives; j++) {
                double up = logs[j][upper[box][j]];
                terms[box] += StrictMath.log(deviations[j]) + up + logRest(logs[j][lower[box][j]] - up);
            }
            most = Math.max(most, terms[box]);
        }
        Arrays.fill(byMean, 0);
        Arrays.fill(byDeviation, 0);
        double sum = 0;
        for (double term : terms) {
            sum += StrictMath.exp(term - most);
        }
        for (int box = 0; withSlopes && box < lower.length; box++) {
            double weight = StrictMath.exp(terms[box] - most) / sum;
            for (int j = 0; weight > 0 && j < objectives; j++) {
                addSlopes(box, j, weight / deviations[j]);
            }
        }
        return most + StrictMath.log(sum);
    }

    /** log(1 - e^x), for x below 0; of equal ends, as small as it can be. */
    private static double logRest(double x) {
        if (x == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        return StrictMath.log(Math.max(Double.MIN_NORMAL, -StrictMath.expm1(x)));
    }

    private void addSlopes(int box, int j, double weight) {
        double above = places[j][upper[box][j]];
        double below = places[j][lower[box][j]];
        double share = StrictMath.exp(logs[j][lower[box][j]] - logs[j][upper[box][j]]);
        double rest = Math.max(Double.MIN_NORMAL, 1 - share);
        double slope = Improvement.slope(above);
        double flat = 1 - above * slope;
        if (share > 0) {
            double otherSlope = Improvement.slope(below);
            slope -= share * otherSlope;
            flat -= share * (1 - below * otherSlope);
        }
        if (1 - share < 1e-9) {
            // The ends nearly meet: what remains is the density between them, and its own slopes.
            double z = 0.5 * (above + below);
            byMean[j] -= weight * Normal.density(z) / Math.max(Double.MIN_NORMAL, Normal.cdf(z));
            byDeviation[j] -= weight * z * Normal.density(z) / Math.max(Double.MIN_NORMAL, Normal.cdf(z));
            return;
        }
        byMean[j] -= weight * slope / rest;
        byDeviation[j] += weight * flat / rest;
    }

    /** The derivative of the last result by the mean of a loss. */
    double byMean(int objective) {
        return byMean[objective];
    }

    /** The derivative of the last result by the standard deviation of a loss. */
    double byDeviation(int objective) {
        return byDeviation[objective];
    }
}
