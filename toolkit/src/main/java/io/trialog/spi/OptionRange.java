package io.trialog.spi;

/**
 * The numbers that an option may be.
 *
 * @param least the smallest number
 * @param most the largest number
 * @param above whether {@code least} itself is left out
 * @param rule the range in words
 */
record OptionRange(double least, double most, boolean above, String rule) {

    /** Every number. */
    static final OptionRange ANY =
            new OptionRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, "a number");

    /** Integers from {@code least} on. */
    static OptionRange from(long least) {
        return new OptionRange(least, Double.POSITIVE_INFINITY, false, "an integer, at least " + least);
    }

    boolean contains(double value) {
        return value >= least && value <= most && !(above && value == least);
    }
}
