package io.trialog.study;

/** Whether small or large values are better. */
public enum Direction {
    /** Small values are better. */
    MINIMIZE,
    /** Large values are better. */
    MAXIMIZE;

    /**
     * Returns whether {@code a} is strictly better than {@code b}; false if either is NaN.
     *
     * @param a one value
     * @param b the other value
     * @return whether {@code a} is strictly better than {@code b}; false if either is NaN
     */
    public boolean better(double a, double b) {
        return this == MINIMIZE ? a < b : a > b;
    }

    /**
     * +1 to minimize, -1 to maximize: times a value, smaller is better.
     *
     * @return +1 to minimize, -1 to maximize: times a value, smaller is better
     */
    public double sign() {
        return this == MINIMIZE ? 1 : -1;
    }
}
