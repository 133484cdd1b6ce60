package io.trialog.internal.sampler.bruteforce;

import io.trialog.internal.sampler.NumericAxis;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import org.jspecify.annotations.Nullable;

/**
 * The values of a parameter, by number. Immutable.
 *
 * @param name the name of the parameter
 * @param distribution what it is drawn from
 * @param count how many values there are
 */
record Enumerated(String name, Distribution distribution, int count) {

    private static final int MOST = 100_000;

    /**
     * Counts values.
     *
     * @throws IllegalArgumentException if there is no end of them
     */
    static Enumerated of(String name, Distribution distribution) {
        if (distribution instanceof CategoricalDistribution categorical) {
            return new Enumerated(name, distribution, categorical.choices().size());
        }
        NumericAxis axis = NumericAxis.of(distribution);
        if (axis.step() <= 0 && !distribution.isSingle()) {
            throw new IllegalArgumentException("The sampler brute_force needs a finite number of values, but '" + name
                    + "' is continuous: " + distribution + ".\nMaybe give it a step.");
        }
        double count = distribution.isSingle() ? 1 : Math.rint((axis.high() - axis.low()) / axis.step()) + 1;
        if (count > MOST) {
            throw new IllegalArgumentException("A parameter must not have more than " + MOST
                    + " values for the sampler brute_force, but '" + name + "' has " + (long) count + ".");
        }
        return new Enumerated(name, distribution, (int) count);
    }

    /** Whether a distribution can be counted. */
    static boolean isFinite(Distribution distribution) {
        return distribution instanceof CategoricalDistribution
                || distribution.isSingle()
                || NumericAxis.of(distribution).step() > 0;
    }

    /** The value of a number, in external form. */
    @Nullable
    Object value(int number) {
        if (distribution instanceof CategoricalDistribution) {
            return distribution.toExternal(number);
        }
        NumericAxis axis = NumericAxis.of(distribution);
        return distribution.toExternal(Math.min(axis.high(), axis.low() + number * axis.step()));
    }

    /** The number of an internal value, or -1. */
    int number(double internal) {
        if (distribution instanceof CategoricalDistribution) {
            return internal >= 0 && internal < count ? (int) internal : -1;
        }
        NumericAxis axis = NumericAxis.of(distribution);
        double number = axis.step() > 0 ? Math.rint((internal - axis.low()) / axis.step()) : 0;
        return number >= 0 && number < count ? (int) number : -1;
    }
}
