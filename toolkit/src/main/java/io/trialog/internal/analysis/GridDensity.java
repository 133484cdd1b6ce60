package io.trialog.internal.analysis;

import io.trialog.internal.numeric.Normal;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;

/**
 * The density of a parameter's values on a grid: a Parzen estimator with one kernel per occupied cell, weighted by its count,
 * and one prior kernel. The common width follows D. W. Scott, <em>Multivariate Density Estimation</em> (1992), as PED-ANOVA
 * uses it.
 */
final class GridDensity {

    private static final int STEPS = 50;
    private static final double LEAST_WIDTH = 0.5 / 1.64;

    private GridDensity() {}

    /** The density of {@code values}, in internal form, over the cells of the grid of {@code distribution}. */
    static double[] of(Distribution distribution, double[] values) {
        if (distribution instanceof CategoricalDistribution categorical) {
            int[] counts = new int[categorical.choices().size()];
            for (double value : values) {
                counts[(int) value]++;
            }
            return categorical(counts);
        }
        return numerical(counts(Range.of(distribution), values));
    }

    /** A numeric distribution on its scale. */
    private record Range(double low, double high, boolean log, int cells) {

        static Range of(Distribution distribution) {
            if (distribution instanceof FloatDistribution d) {
                boolean stepped = d.step() > 0 && !d.log();
                int cells = stepped ? steps((d.high() - d.low()) / d.step()) : STEPS;
                return new Range(d.low(), d.high(), d.log(), cells);
            } else if (distribution instanceof IntDistribution d) {
                int cells = d.log()
                        ? Math.min(doublings(d.high() - d.low() + 1), STEPS)
                        : steps((double) (d.high() - d.low()) / d.step());
                return new Range(d.low(), d.high(), d.log(), cells);
            } else if (distribution instanceof NormalDistribution d) {
                return new Range(d.low(), d.high(), d.log(), STEPS);
            }
            throw new IllegalArgumentException("The distribution must be numeric, but is " + distribution + ".");
        }

        private static int steps(double gaps) {
            return (int) Math.min(Math.rint(gaps) + 1, STEPS);
        }

        private static int doublings(long size) {
            return (int) Math.ceil(StrictMath.log((double) size) / StrictMath.log(2)) + 1;
        }

        double scaled(double value) {
            return log ? StrictMath.log(value) : value;
        }
    }

    /** How many values lie in each cell; one halfway between two counts for the lower. */
    private static int[] counts(Range range, double[] values) {
        double low = range.scaled(range.low());
        double width = (range.scaled(range.high()) - low) / (range.cells() - 1);
        int[] counts = new int[range.cells()];
        for (double value : values) {
            double cell = Math.ceil((range.scaled(value) - low) / width - 0.5);
            counts[(int) Math.max(0, Math.min(range.cells() - 1, cell))]++;
        }
        return counts;
    }

    private static double[] categorical(int[] counts) {
        int kernels = 1;
        double total = 1;
        for (int count : counts) {
            kernels += count > 0 ? 1 : 0;
            total += count;
        }
        double other = 1.0 / kernels;
        double row = other * counts.length + 1;
        double[] density = new double[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            double sum = 1 / total / counts.length;
            for (int kernel = 0; kernel < counts.length; kernel++) {
                sum += counts[kernel] / total * (other + (kernel == cell ? 1 : 0)) / row;
            }
            density[cell] = sum;
        }
        return density;
    }

    private static double[] numerical(int[] counts) {
        double total = 0;
        for (int count : counts) {
            total += count;
        }
        double width = Math.max(width(counts, total), LEAST_WIDTH);
        double[] density = new double[counts.length];
        add(density, (counts.length - 1) / 2.0, counts.length, 1 / (total + 1));
        for (int kernel = 0; kernel < counts.length; kernel++) {
            if (counts[kernel] > 0) {
                add(density, kernel, width, counts[kernel] / (total + 1));
            }
        }
        return density;
    }

    private static double width(int[] counts, double total) {
        double mean = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            mean += counts[cell] * cell / total;
        }
        double squares = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            squares += counts[cell] * (cell - mean) * (cell - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, total - 1));
        double quartiles =
                quartile(counts, Math.floor(total * 3 / 4), true) - quartile(counts, Math.floor(total / 4), false);
        return 1.059 * Math.min(quartiles / 1.34, deviation) * StrictMath.pow(total, -0.2);
    }

    /** The first occupied cell up to which at least (or more than) {@code rank} values lie; else the last occupied one. */
    private static int quartile(int[] counts, double rank, boolean more) {
        int last = 0;
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                sum += counts[cell];
                last = cell;
                if (more ? sum > rank : sum >= rank) {
                    return cell;
                }
            }
        }
        return last;
    }

    /** Adds a normal kernel, cut off at the ends of the grid. */
    private static void add(double[] density, double mean, double deviation, double weight) {
        double whole = mass(-0.5, density.length - 0.5, mean, deviation);
        for (int cell = 0; cell < density.length; cell++) {
            density[cell] += weight * mass(cell - 0.5, cell + 0.5, mean, deviation) / whole;
        }
    }

    /** The mass between two points, from the tail in which both lie, where no digits cancel. */
    private static double mass(double from, double to, double mean, double deviation) {
        double a = (from - mean) / deviation;
        double b = (to - mean) / deviation;
        return a > 0 ? Normal.cdf(-a) - Normal.cdf(-b) : Normal.cdf(b) - Normal.cdf(a);
    }
}
