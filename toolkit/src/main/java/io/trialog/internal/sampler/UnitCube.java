package io.trialog.internal.sampler;

import io.trialog.internal.numeric.TruncatedNormal;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.NormalDistribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a number of [0, 1) to a value of a distribution. Equal parts of the interval go to values of equal probability, so that
 * an even set of numbers stays even on grids and among choices.
 */
final class UnitCube {

    private UnitCube() {}

    /** The value in external form. */
    static @Nullable Object value(Distribution distribution, double u) {
        double internal = distribution instanceof CategoricalDistribution categorical
                ? choice(categorical, u)
                : number(distribution, u);
        return distribution.toExternal(internal);
    }

    private static double number(Distribution distribution, double u) {
        NumericAxis axis = NumericAxis.of(distribution);
        double place = place(distribution, axis, u);
        double value = axis.log() ? StrictMath.exp(place) : place;
        if (axis.step() > 0) {
            value = axis.low() + Math.floor((value - axis.low()) / axis.step() + 0.5) * axis.step();
        }
        return Math.min(axis.high(), Math.max(axis.low(), value));
    }

    /** The place on the scale of a numeric distribution. */
    public static double place(Distribution distribution, NumericAxis axis, double u) {
        if (!(distribution instanceof NormalDistribution)) {
            return axis.lower() + u * axis.range();
        }
        double a = (axis.lower() - axis.priorMean()) / axis.priorDeviation();
        double b = (axis.upper() - axis.priorMean()) / axis.priorDeviation();
        return axis.priorMean() + axis.priorDeviation() * TruncatedNormal.quantile(u, a, b);
    }

    /** The index of a choice. */
    public static int choice(CategoricalDistribution distribution, double u) {
        int size = distribution.choices().size();
        List<Double> probabilities = distribution.probabilities();
        if (probabilities.isEmpty()) {
            return (int) (u * size);
        }
        double sum = 0;
        int last = 0;
        for (int i = 0; i < size; i++) {
            if (probabilities.get(i) > 0) {
                sum += probabilities.get(i);
                last = i;
                if (u < sum) {
                    return i;
                }
            }
        }
        return last; // the probabilities may sum to a little less than 1
    }
}
