package io.trialog.space;

import org.jspecify.annotations.Nullable;

/**
 * A parameter with a normal prior, cut off at six standard deviations on either side so that its range is finite (a draw
 * outside has a probability of 2e-9).
 *
 * @param mu the mean, on the logarithmic scale if {@code log}
 * @param sigma the standard deviation, positive, on the same scale
 * @param step the grid (multiples of it) to which values are rounded, or 0
 * @param log whether the logarithm of the value is normally distributed
 * @param integer whether the values are integers; then the step must be one
 */
public record NormalDistribution(double mu, double sigma, double step, boolean log, boolean integer)
        implements Distribution {

    /** Where the prior is cut off, in standard deviations. */
    public static final double CUT_OFF = 6;

    /**
     * Checks and copies the parts.
     *
     * @param mu the mean, on the logarithmic scale if {@code log}
     * @param sigma the standard deviation, positive, on the same scale
     * @param step the grid (multiples of it) to which values are rounded, or 0
     * @param log whether the logarithm of the value is normally distributed
     * @param integer whether the values are integers; then the step must be one
     */
    public NormalDistribution {
        Checks.finite("mu", mu);
        Checks.require(sigma > 0 && Double.isFinite(sigma), "The sigma (%s) must be positive and finite.", sigma);
        Checks.require(step >= 0 && Double.isFinite(step), "The step (%s) must be finite and not negative.", step);
        Checks.require(
                !integer || step >= 1 && step == Math.rint(step),
                "The step (%s) of a parameter of integers must be an integer, at least 1.",
                step);
        double reach = Math.abs(mu) + CUT_OFF * sigma;
        Checks.require(
                !integer || (log ? StrictMath.exp(reach) : reach) + step <= IntDistribution.LIMIT,
                "The values of a parameter of integers must be within ±2^53, but mu is %s and sigma %s.",
                mu,
                sigma);
    }

    /**
     * Real values.
     *
     * @param mu the mean
     * @param sigma the standard deviation, positive
     * @param step the step
     * @param log whether the scale is logarithmic
     */
    public NormalDistribution(double mu, double sigma, double step, boolean log) {
        this(mu, sigma, step, log, false);
    }

    /** {@return the smallest value, a multiple of the step if there is one} */
    public double low() {
        return edge(-CUT_OFF);
    }

    /** {@return the largest value, a multiple of the step if there is one} */
    public double high() {
        return edge(CUT_OFF);
    }

    private double edge(double deviations) {
        double edge = mu + deviations * sigma;
        double value = log ? StrictMath.exp(edge) : edge;
        return step > 0 ? StrictMath.rint(value / step) * step : value;
    }

    @Override
    public boolean contains(@Nullable Object value) {
        if (integer) {
            return value instanceof Long x && holds(x.doubleValue());
        }
        return value instanceof Double x && holds(x);
    }

    private boolean holds(double x) {
        return x >= low() && x <= high() && (step == 0 || Grid.isPoint(0, step, x));
    }

    @Override
    public double toInternal(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("The value of a normal parameter must be a number, but is " + value + ".");
    }

    @Override
    public Number toExternal(double internal) {
        if (integer) {
            return (long) internal;
        }
        return internal;
    }

    @Override
    public boolean isSingle() {
        return false;
    }

    @Override
    public boolean isCompatibleWith(Distribution other) {
        return other instanceof NormalDistribution that && that.log == log && that.integer == integer;
    }
}
