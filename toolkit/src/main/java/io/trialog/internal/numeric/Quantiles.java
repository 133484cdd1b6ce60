package io.trialog.internal.numeric;

/**
 * Quantiles of samples: the rule numbered 7 by R. J. Hyndman and Y. Fan, <em>Sample quantiles in statistical packages</em>,
 * The American Statistician 50 (1996), doi:10.1080/00031305.1996.10473566, which NumPy calls {@code linear}.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * The quantile at {@code fraction} by linear interpolation between neighbors, rounded as NumPy rounds it. NaN if there
     * are no values, or if an infinite neighbor leaves the interpolation undefined.
     *
     * @param sorted values in ascending order, without NaN in the first {@code size}
     * @param size how many of them count
     * @param fraction from 0 (the smallest) to 1 (the largest)
     */
    public static double linear(double[] sorted, int size, double fraction) {
        if (size == 0) {
            return Double.NaN;
        }
        double position = (size - 1) * fraction;
        int lower = (int) Math.min(size - 1, Math.floor(position));
        int upper = Math.min(size - 1, lower + 1);
        double weight = position - lower;
        double gap = sorted[upper] - sorted[lower];
        return weight >= 0.5 ? sorted[upper] - gap * (1 - weight) : sorted[lower] + gap * weight;
    }
}
