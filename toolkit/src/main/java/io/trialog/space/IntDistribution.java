package io.trialog.space;

import org.jspecify.annotations.Nullable;

/**
 * The integers {@code low, low + step, ..., high}, on a linear or logarithmic scale.
 *
 * @param low the smallest value; at least 1 on a logarithmic scale
 * @param high the largest value; lowered to the last grid point
 * @param step the grid width, at least 1; with {@code log}, values are drawn on the logarithmic scale and rounded to the
 *     grid
 * @param log whether the scale is logarithmic
 */
public record IntDistribution(long low, long high, long step, boolean log) implements Distribution {

    /** The largest magnitude of a bound: integers up to it are exact as doubles. */
    public static final long LIMIT = 1L << 53;

    /**
     * Checks and copies the parts.
     *
     * @param low the smallest value; at least 1 on a logarithmic scale
     * @param high the largest value; lowered to the last grid point
     * @param step the grid width, at least 1; with {@code log}, values are drawn on the logarithmic scale and rounded to the grid
     * @param log whether the scale is logarithmic
     */
    public IntDistribution {
        Checks.require(
                Math.abs(low) <= LIMIT && Math.abs(high) <= LIMIT,
                "The bounds (%s, %s) of an int parameter must be within ±2^53.",
                low,
                high);
        Checks.require(low <= high, "The low (%s) must not be above the high (%s).", low, high);
        Checks.require(step >= 1, "The step (%s) of an int parameter must be at least 1.", step);
        Checks.require(!log || low >= 1, "The low (%s) must be at least 1 on a logarithmic scale.", low);
        high = low + (high - low) / step * step;
    }

    /**
     * All integers from {@code low} to {@code high} on a linear scale.
     *
     * @param low the least value
     * @param high the greatest value
     */
    public IntDistribution(long low, long high) {
        this(low, high, 1, false);
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return value instanceof Long x && x >= low && x <= high && (x - low) % step == 0;
    }

    @Override
    public double toInternal(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).doubleValue();
        }
        throw new IllegalArgumentException("The value of an int parameter must be an integer, but is " + value + ".");
    }

    @Override
    public Long toExternal(double internal) {
        return (long) internal;
    }

    @Override
    public boolean isSingle() {
        return low == high;
    }

    @Override
    public boolean isCompatibleWith(Distribution other) {
        return other instanceof IntDistribution that && that.log == log;
    }
}
