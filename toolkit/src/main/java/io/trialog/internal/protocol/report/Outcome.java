package io.trialog.internal.protocol.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a trial's program ended, as far as the study is concerned.
 *
 * @param value the final value of the objective; {@code null} if it failed. Never NaN
 * @param metrics the last value of every metric that was seen, the objective included
 * @param source where the value was found, for people; empty if it failed
 * @param isExplicit whether the program left the value as its result: not so if it is only the last intermediate value, or
 *     was printed behind the metric's name
 * @param failure why there is no value; empty if there is one
 */
public record Outcome(
        @Nullable Double value, Map<String, Double> metrics, String source, boolean isExplicit, String failure) {

    public Outcome {
        metrics = Map.copyOf(metrics);
    }

    /** Whether there is no value. */
    public boolean isFailure() {
        return value == null;
    }

    static Outcome failed(Map<String, Double> metrics, String why) {
        return new Outcome(null, metrics, "", false, why);
    }
}
