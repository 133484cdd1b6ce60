package io.trialog.internal.sampler;

import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;

/**
 * The scale on which a numeric parameter is drawn and modelled: linear or logarithmic, an interval with the half widths of
 * the outer grid cells added, and the rule that takes a point of the scale back to a value. Immutable.
 *
 * @param low the smallest value
 * @param high the largest value
 * @param step the grid width, 0 if continuous
 * @param log whether the scale is logarithmic
 * @param lower the lower end of the scale: of {@code low - step / 2}, or of {@code low / 2} if that is larger and the scale
 *     logarithmic
 * @param upper the upper end of the scale: of {@code high + step / 2}
 * @param priorMean the centre of the prior, on the scale
 * @param priorDeviation the standard deviation of the prior, on the scale
 */
public record NumericAxis(
        double low,
        double high,
        double step,
        boolean log,
        double lower,
        double upper,
        double priorMean,
        double priorDeviation) {

    /**
     * The axis of a numeric distribution.
     *
     * @throws IllegalArgumentException if the distribution is categorical
     */
    public static NumericAxis of(Distribution distribution) {
        if (distribution instanceof FloatDistribution real) {
            return uniform(real.low(), real.high(), real.step(), real.log());
        } else if (distribution instanceof IntDistribution integer) {
            return uniform((double) integer.low(), (double) integer.high(), (double) integer.step(), integer.log());
        } else if (distribution instanceof NormalDistribution normal) {
            return normal(normal);
        }
        throw new IllegalArgumentException("Only a numeric distribution has a scale, but not " + distribution + ".");
    }

    private static NumericAxis uniform(double low, double high, double step, boolean log) {
        double lower = lowerEdge(low, step, log);
        double upper = edge(high + step / 2, log);
        return new NumericAxis(low, high, step, log, lower, upper, 0.5 * (lower + upper), upper - lower);
    }

    private static NumericAxis normal(NormalDistribution normal) {
        double low = normal.low();
        double high = normal.high();
        double reach = NormalDistribution.CUT_OFF * normal.sigma();
        boolean onGrid = normal.step() > 0;
        // A grid below a positive scale may begin at 0, which has no logarithm: there the prior's own end stands.
        double lower = onGrid && !(normal.log() && low <= 0)
                ? lowerEdge(low, normal.step(), normal.log())
                : normal.mu() - reach;
        double upper = onGrid ? edge(high + normal.step() / 2, normal.log()) : normal.mu() + reach;
        return new NumericAxis(low, high, normal.step(), normal.log(), lower, upper, normal.mu(), normal.sigma());
    }

    private static double lowerEdge(double low, double step, boolean log) {
        return log ? StrictMath.log(Math.max(low - step / 2, low / 2)) : low - step / 2;
    }

    private static double edge(double value, boolean log) {
        return log ? StrictMath.log(value) : value;
    }

    /** The width of the scale. */
    public double range() {
        return upper - lower;
    }

    /** The place of a value on the scale; values without a logarithm stand at the lower end of a logarithmic one. */
    public double toScale(double value) {
        if (!log) {
            return value;
        }
        return value > 0 ? StrictMath.log(value) : lower;
    }

    /** The value at a place of the scale: rounded to the grid (half to even) and clipped. */
    public double toValue(double place) {
        double value = log ? StrictMath.exp(place) : place;
        if (step > 0) {
            value = low + Math.rint((value - low) / step) * step;
        }
        return Math.min(high, Math.max(low, value));
    }

    /** Where the grid cell of a value begins on the scale. */
    public double cellBegin(double value) {
        return value <= low ? lower : Math.max(lower, toScale(value - step / 2));
    }

    /** Where the grid cell of a value ends on the scale. */
    public double cellEnd(double value) {
        return value >= high ? upper : toScale(value + step / 2);
    }
}
