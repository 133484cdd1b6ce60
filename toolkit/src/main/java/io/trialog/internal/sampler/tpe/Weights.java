package io.trialog.internal.sampler.tpe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much the members of a mixture weigh, the oldest first. The names are those of S. Watanabe, arXiv 2304.11127. */
enum Weights {
    /** Of more than 25 members, the older ones less, rising evenly from 1/m. */
    OLD_DECAY,
    /** All alike. */
    UNIFORM,
    /** Of more than 25 members, the older ones nothing. */
    OLD_DROP;

    private static final int RECENT = 25;

    /** The names as users write them. */
    static List<String> names() {
        return Arrays.stream(values()).map(Weights::text).toList();
    }

    static Weights named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The name as users write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Sets the weights of {@code size} members and, last, of the prior, which weighs 1; returns their sum. */
    double fill(double[] weights, int size) {
        int old = this == UNIFORM ? 0 : Math.max(0, size - RECENT);
        double first = this == OLD_DROP ? 0 : 1.0 / size;
        double rise = this != OLD_DROP && old > 1 ? (1 - first) / (old - 1) : 0;
        double sum = 0;
        for (int i = 0; i <= size; i++) {
            boolean isFull = i >= old || this == OLD_DECAY && i > 0 && i == old - 1;
            double weight = isFull ? 1 : first + i * rise;
            weights[i] = weight;
            sum += weight;
        }
        return sum;
    }
}
