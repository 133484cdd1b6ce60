package io.trialog.internal.sampler;

import io.trialog.internal.numeric.TruncatedNormal;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one parameter into the unit cube and back. Numbers lie between 0 and 1, on their logarithms if they have a
 * log scale, grid values in the middle of their cells; a normal prior is evened out. A choice is its index. Immutable.
 */
public final class CubeAxis {

    private final String name;
    private final Distribution distribution;
    private final @Nullable NumericAxis axis;
    private final int choices;
    private final long cells;

    /**
     * Makes the axis of a parameter.
     *
     * @param name the parameter
     * @param distribution the values that it may have
     */
    public CubeAxis(String name, Distribution distribution) {
        this.name = name;
        this.distribution = distribution;
        if (distribution instanceof CategoricalDistribution categorical) {
            this.axis = null;
            this.choices = categorical.choices().size();
            this.cells = choices;
        } else {
            NumericAxis numeric = NumericAxis.of(distribution);
            this.axis = numeric;
            this.choices = 0;
            this.cells = numeric.step() > 0
                    ? (long) Math.floor((numeric.high() - numeric.low()) / numeric.step() + 1e-9) + 1
                    : 0;
        }
    }

    /** The parameter. */
    public String name() {
        return name;
    }

    /** The values that it may have. */
    public Distribution distribution() {
        return distribution;
    }

    /** Whether coordinates are indices of choices. */
    public boolean isCategorical() {
        return axis == null;
    }

    /** How many values there are; 0 if the parameter is continuous. */
    public long cells() {
        return cells;
    }

    /** The coordinate of an internal value; outside of 0 to 1 for one out of the range. */
    public double coordinate(double internal) {
        if (axis == null) {
            return internal;
        }
        double place = axis.toScale(internal);
        if (!(distribution instanceof NormalDistribution)) {
            return (place - axis.lower()) / axis.range();
        }
        double a = standardized(axis, axis.lower());
        double z = standardized(axis, place);
        return z <= a
                ? 0
                : StrictMath.exp(
                        TruncatedNormal.logMass(a, z) - TruncatedNormal.logMass(a, standardized(axis, axis.upper())));
    }

    private static double standardized(NumericAxis axis, double place) {
        return (place - axis.priorMean()) / axis.priorDeviation();
    }

    /** The internal value at a coordinate, rounded to the grid and within the range. */
    public double internal(double coordinate) {
        return axis == null ? coordinate : axis.toValue(UnitCube.place(distribution, axis, coordinate));
    }

    /** The coordinate of a value of the grid, or the index of a choice. */
    public double cell(long index) {
        return axis == null ? index : coordinate(Math.min(axis.high(), axis.low() + index * axis.step()));
    }

    /** Which value of the grid is at a coordinate. */
    public long cellAt(double coordinate) {
        return axis == null
                ? (long) coordinate
                : Math.min(cells - 1, Math.max(0, Math.round((internal(coordinate) - axis.low()) / axis.step())));
    }

    /** The coordinate of a random number of [0, 1): that number, or the middle of a cell, or the index of a choice. */
    public double spread(double u) {
        if (distribution instanceof CategoricalDistribution categorical) {
            return UnitCube.choice(categorical, u);
        }
        return cells > 0 ? cell(cellAt(u)) : u;
    }
}
