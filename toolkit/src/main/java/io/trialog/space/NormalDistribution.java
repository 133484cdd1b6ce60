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
 */
public record NormalDistribution(double mu, double sigma, double step, boolean log) implements Distribution {

    /** Where the prior is cut off, in standard deviations. */
    public static final double CUT_OFF = 6;

    public NormalDistribution {
        Checks.finite("mu", mu);
        Checks.require(sigma > 0 && Double.isFinite(sigma), "The sigma (%s) must be positive and finite.", sigma);
        Checks.require(step >= 0 && Double.isFinite(step), "The step (%s) must be finite and not negative.", step);
    }

    /** The smallest value, a multiple of the step if there is one. */
    public double low() {
        return edge(-CUT_OFF);
    }

    /** The largest value, a multiple of the step if there is one. */
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
        return value instanceof Double x && x >= low() && x <= high() && (step == 0 || Grid.isPoint(0, step, x));
    }

    @Override
    public double toInternal(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("The value of a float parameter must be a number, but is " + value + ".");
    }

    @Override
    public Double toExternal(double internal) {
        return internal;
    }

    @Override
    public boolean isSingle() {
        return false;
    }

    @Override
    public boolean isCompatibleWith(Distribution other) {
        return other instanceof NormalDistribution that && that.log == log;
    }
}
