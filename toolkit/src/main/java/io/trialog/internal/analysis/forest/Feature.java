package io.trialog.internal.analysis.forest;

/**
 * One parameter of all samples.
 *
 * @param name the parameter
 * @param values per sample: a place in [0, 1] of a number, the index of a category, or NaN where the sample lacks the parameter; not
 *     to be modified
 * @param chances how likely each category is, summing to 1; empty for a number, whose places are equally likely; not to be modified
 */
public record Feature(String name, double[] values, double[] chances) {

    /** Returns whether its values are categories. */
    boolean isCategorical() {
        return chances.length > 0;
    }

    /** Returns whether a sample has the parameter. */
    boolean has(int sample) {
        return !Double.isNaN(values[sample]);
    }
}
