package io.trialog.space;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic on a grid of floats, decimal so that 0.1 steps end where a person expects. */
final class Grid {

    private Grid() {}

    /** The last point of {@code low, low + step, ...} that is not above {@code high}. */
    static double lastPoint(double low, double high, double step) {
        BigDecimal from = BigDecimal.valueOf(low);
        BigDecimal width = BigDecimal.valueOf(step);
        BigDecimal count = BigDecimal.valueOf(high).subtract(from).divide(width, 0, RoundingMode.FLOOR);
        return count.multiply(width).add(from).doubleValue();
    }

    /** Whether {@code value} is a point of the grid, within Optuna's tolerance of 1e-8 steps. */
    static boolean isPoint(double low, double step, double value) {
        double k = (value - low) / step;
        return Math.abs(k - Math.rint(k)) < 1e-8;
    }
}
