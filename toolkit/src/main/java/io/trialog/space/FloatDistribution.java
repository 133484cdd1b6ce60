package io.trialog.space;

import org.jspecify.annotations.Nullable;

/**
 * A real interval {@code [low, high]}, on a linear or logarithmic scale, optionally on a grid.
 *
 * @param low the smallest value
 * @param high the largest value; with a step, the last grid point
 * @param step the grid width, or 0 for a continuous parameter. Unlike in Optuna, it may be combined with {@code log}:
 *     the scale is logarithmic and the value is then rounded to the grid.
 * @param log whether the scale is logarithmic; then {@code low} must be positive
 */
public record FloatDistribution(double low, double high, double step, boolean log) implements Distribution {

    /**
     * Checks and copies the parts.
     *
     * @param low the smallest value
     * @param high the largest value; with a step, the last grid point
     * @param step the grid width, or 0 for a continuous parameter. Unlike in Optuna, it may be combined with {@code log}: the scale is logarithmic and the value is then rounded to the grid.
     * @param log whether the scale is logarithmic; then {@code low} must be positive
     */
    public FloatDistribution {
        Checks.finite("low", low);
        Checks.finite("high", high);
        Checks.require(low <= high, "The low (%s) must not be above the high (%s).", low, high);
        Checks.require(step >= 0 && Double.isFinite(step), "The step (%s) must be finite and not negative.", step);
        Checks.require(!log || low > 0, "The low (%s) must be positive on a logarithmic scale.", low);
        if (step > 0) {
            high = Grid.lastPoint(low, high, step);
        }
    }

    /**
     * A continuous parameter on a linear scale.
     *
     * @param low the least value
     * @param high the greatest value
     */
    public FloatDistribution(double low, double high) {
        this(low, high, 0, false);
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return value instanceof Double x && x >= low && x <= high && (step == 0 || Grid.isPoint(low, step, x));
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
        return low == high;
    }

    @Override
    public boolean isCompatibleWith(Distribution other) {
        return other instanceof FloatDistribution that && that.log == log;
    }
}
