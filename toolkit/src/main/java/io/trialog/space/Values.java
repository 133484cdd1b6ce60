package io.trialog.space;

import org.jspecify.annotations.Nullable;

/** Conversions of values that users write in several forms into the external form of a distribution. */
public final class Values {

    private Values() {}

    /**
     * Returns the external form of {@code value}: integers of any Java type for an int, any number for a float, a
     * choice equal to
     * it (numbers by their value) for a categorical. The range is not checked.
     *
     * @param name the name
     * @param distribution the values that it may have
     * @param value the value
     * @return the external form of {@code value}: integers of any Java type for an int, any number for a float, a
     *     choice equal to it (numbers by their value) for a categorical
     * @throws IllegalArgumentException if the value can't stand for a value of {@code distribution}
     */
    public static @Nullable Object coerce(String name, Distribution distribution, @Nullable Object value) {
        if (distribution instanceof CategoricalDistribution categorical) {
            return choice(name, categorical, value);
        }
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException(
                    "The value of the parameter '" + name + "' must be a number, but is " + quoted(value) + ".");
        }
        boolean whole = distribution instanceof IntDistribution
                || distribution instanceof NormalDistribution normal && normal.integer();
        return whole ? integer(name, number) : (Object) number.doubleValue();
    }

    private static Long integer(String name, Number number) {
        double value = number.doubleValue();
        Checks.require(
                value == Math.rint(value) && Math.abs(value) <= IntDistribution.LIMIT,
                "The value of the parameter '%s' must be an integer, but is %s.",
                name,
                number);
        return number.longValue();
    }

    private static @Nullable Object choice(String name, CategoricalDistribution distribution, @Nullable Object value) {
        for (Object choice : distribution.choices()) {
            if (Choices.same(choice, value)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("The value of the parameter '" + name + "' must be one of "
                + distribution.choices() + ", but is " + quoted(value) + ".");
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }
}
