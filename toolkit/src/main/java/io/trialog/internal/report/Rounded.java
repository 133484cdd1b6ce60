package io.trialog.internal.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers for a page. What can't be drawn is {@code null}. */
final class Rounded {

    private static final MathContext FOUR = new MathContext(4);

    private Rounded() {}

    /** The number as it is. */
    static @Nullable Double exact(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    /** Four digits, where a pixel shows no more. */
    static @Nullable Double four(double value) {
        return Double.isFinite(value)
                ? (Double) new BigDecimal(value).round(FOUR).doubleValue()
                : null;
    }

    static List<@Nullable Double> exact(double[] values) {
        List<@Nullable Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(exact(value));
        }
        return list;
    }

    static List<@Nullable Double> four(double[] values) {
        List<@Nullable Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(four(value));
        }
        return list;
    }
}
