package io.trialog.internal.engine;

import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import org.jspecify.annotations.Nullable;

/** What is wrong, or odd, about a range that stands in code. */
public final class Ranges {

    private Ranges() {}

    /** Refuses a range from which nobody can draw, since its length is no finite number. */
    public static <D extends Distribution> D requireFinite(String name, D distribution) {
        if (distribution instanceof FloatDistribution range
                && !range.log()
                && !Double.isFinite(range.high() - range.low())) {
            throw new IllegalArgumentException("The bounds of '" + name + "' must be a finite number apart, but are "
                    + range.low() + " and " + range.high() + ".\nMaybe bounds that are closer.");
        }
        return distribution;
    }

    /** What to say of a greatest value that no step reaches, or {@code null}. */
    public static @Nullable String unreached(String name, Number low, Number high, Number step, Number last) {
        return high.equals(last)
                ? null
                : name + ": the high " + high + " can't be reached from " + low + " in steps of " + step
                        + ", so that the largest value is " + last + ".";
    }
}
