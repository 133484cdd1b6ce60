package io.trialog.internal.sampler.tpe;

/**
 * The kernels of one parameter in a mixture: one per member, by trial number, and the prior. After {@link #settle} they
 * depend on the members alone, not on how these came and went. Not safe for use by several threads.
 */
abstract sealed class Dimension permits NumericDimension, CategoricalDimension {

    /** Adds a member at {@code index} of {@code size} members. */
    abstract void insert(int index, int size, int number, double internal);

    /** Removes the member at {@code index} of {@code size} members. */
    abstract void remove(int index, int size, int number);

    /** Starts again with all members. */
    abstract void rebuild(Members members, int parameter);

    /** Brings kernels up to date after members came and went. */
    abstract void settle(int[] numbers, int size);

    /**
     * Draws from a kernel.
     *
     * @param kernel the index of the member, or the number of members for the prior
     * @param u uniform in [0, 1)
     * @return a coordinate, see {@link #toInternal}
     */
    abstract double draw(int kernel, double u);

    /** The internal value that belongs to a coordinate, which is what kernels are evaluated at. */
    abstract double toInternal(double coordinate);

    /** The logarithm of the prior kernel. */
    abstract double logPrior(double coordinate);

    /** The logarithm of a member's kernel, one at a time: for tests and small mixtures. */
    abstract double logKernel(int kernel, double coordinate);
}
