package io.trialog.space;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Argument checks: the rule first, then names and values. */
final class Checks {

    private Checks() {}

    static void require(boolean rule, String message, @Nullable Object... values) {
        if (!rule) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }

    static void finite(String name, double value) {
        require(Double.isFinite(value), "The %s (%s) must be finite.", name, value);
    }

    static void probabilities(List<Double> probabilities, int size) {
        require(
                probabilities.size() == size,
                "There must be one probability per choice, but there are %s for %s choices.",
                probabilities.size(),
                size);
        double sum = 0;
        for (double p : probabilities) {
            require(p >= 0 && p <= 1, "A probability must be between 0 and 1, but is %s.", p);
            sum += p;
        }
        require(sum > 1 - 1e-6 && sum < 1 + 1e-6, "The probabilities must sum to 1, but sum to %s.", sum);
    }
}
