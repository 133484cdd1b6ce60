package io.trialog.internal.sampler.gp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings values, the larger the better, to mean 0 and standard deviation 1. Infinite ones stand where the most extreme finite ones
 * do. Where the bad half spreads much farther than the good one, its distances from the median are made logarithmic, so that the
 * differences between good values are not lost; the good half stays as it is. Immutable.
 */
final class Scale {

    private static final double LEAST = 1e-10;

    /** How many times farther the bad half must spread. */
    private static final double FARTHER = 3;

    private final double low;
    private final double high;
    private final double median;
    /** How far the good half spreads; 0 if nothing is made logarithmic. */
    private final double spread;

    private final double mean;
    private final double deviation;

    private Scale(double[] sorted, boolean mayBend) {
        int size = sorted.length;
        low = size == 0 ? 0 : sorted[0];
        high = size == 0 ? 0 : sorted[size - 1];
        median = size == 0 ? 0 : sorted[size / 2];
        spread = mayBend && median - low > FARTHER * (high - median) ? high - median : 0;
        double sum = 0;
        for (double value : sorted) {
            sum += bent(value);
        }
        mean = size == 0 ? 0 : sum / size;
        double squares = 0;
        for (double value : sorted) {
            double difference = bent(value) - mean;
            squares += difference * difference;
        }
        deviation = size == 0 ? 1 : Math.max(LEAST, Math.sqrt(squares / size));
    }

    /**
     * The scale of some values.
     *
     * @param values the values
     * @param which the places of those that count; {@code null} for the first ones
     * @param count how many count
     * @param mayBend whether distances may be made logarithmic
     */
    static Scale of(double[] values, int @Nullable [] which, int count, boolean mayBend) {
        double[] sorted = new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            double value = values[which == null ? i : which[i]];
            if (Double.isFinite(value)) {
                sorted[size++] = value;
            }
        }
        double[] finite = Arrays.copyOf(sorted, size);
        Arrays.sort(finite);
        double[] all = new double[size == 0 ? 0 : count];
        for (int i = 0; i < all.length; i++) {
            double value = values[which == null ? i : which[i]];
            all[i] = Math.min(finite[size - 1], Math.max(finite[0], value));
        }
        Arrays.sort(all);
        return new Scale(all, mayBend);
    }

    private double bent(double value) {
        return spread > 0 && value < median ? median - spread * StrictMath.log1p((median - value) / spread) : value;
    }

    double standardized(double value) {
        return (bent(Math.min(high, Math.max(low, value))) - mean) / deviation;
    }

    /** Where zero lies, also beyond the finite values; not for a scale that may bend. */
    double standardizedZero() {
        return -mean / deviation;
    }

    double[] standardized(double[] values, int @Nullable [] which, int count) {
        double[] standardized = new double[count];
        for (int i = 0; i < count; i++) {
            standardized[i] = standardized(values[which == null ? i : which[i]]);
        }
        return standardized;
    }

    /** The value that a standardized one stands for. */
    double value(double standardized) {
        double value = standardized * deviation + mean;
        return spread > 0 && value < median ? median - spread * StrictMath.expm1((median - value) / spread) : value;
    }

    /** How far a small step of standardized values leads. */
    double step(double standardized) {
        double value = standardized * deviation + mean;
        return spread > 0 && value < median ? deviation * StrictMath.exp((median - value) / spread) : deviation;
    }
}
