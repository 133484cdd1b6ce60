package io.trialog.space;

import org.jspecify.annotations.Nullable;

/**
 * The set of values that a parameter may take, and how they are drawn when nothing is known.
 *
 * <p>Every value has two forms. The <em>external</em> one is what a user sees: {@link Double} for floats, {@link Long}
 * for ints, and for categoricals one of the choices ({@code null}, {@link Boolean}, {@link Long}, {@link Double} or
 * {@link String}). The <em>internal</em> one is a {@code double}: a float as it is (never its logarithm), an int as a
 * double, a categorical as the index of its choice. This is Optuna's convention and that of {@code study.db}.
 *
 * <p>All distributions are immutable values; {@code equals} compares kind and every attribute.
 */
public sealed interface Distribution
        permits FloatDistribution, IntDistribution, CategoricalDistribution, NormalDistribution {

    /**
     * Returns whether {@code value}, in external form, can be drawn from this distribution (type and range).
     *
     * @param value the value
     * @return whether {@code value}, in external form, can be drawn from this distribution (type and range)
     */
    boolean contains(@Nullable Object value);

    /**
     * Returns the internal form of {@code value}.
     *
     * @param value the value
     * @return the internal form of {@code value}
     * @throws IllegalArgumentException if the value has the wrong type for this kind of distribution
     */
    double toInternal(@Nullable Object value);

    /**
     * Returns the external form of {@code internal}.
     *
     * @param internal the value in internal form
     * @return the external form of {@code internal}
     */
    @Nullable
    Object toExternal(double internal);

    /** {@return whether there is only one value to draw} */
    boolean isSingle();

    /**
     * Returns whether {@code other} may stand for the same parameter in one study: equal kind, {@code log} flag and
     * choices;
     * bounds and step may differ.
     *
     * @param other what it is compared with
     * @return whether {@code other} may stand for the same parameter in one study: equal kind, {@code log} flag and
     *     choices; bounds and step may differ
     */
    boolean isCompatibleWith(Distribution other);
}
