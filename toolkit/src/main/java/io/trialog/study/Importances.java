package io.trialog.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How important parameters are for a metric. Immutable.
 *
 * @param metric the metric
 * @param method how it was measured
 * @param shares the share of each parameter, largest first, summing to 1; empty if there is nothing to compare
 * @param variance which share of the variance over the space each parameter explains alone, in the same order; empty unless the
 *     method measures that
 * @param pairs what pairs of parameters explain beyond that, largest first; empty unless the method measures that
 * @param quality how well the model predicts values that it did not see: R², 1 at best; NaN without a model
 * @param note what a reader should know about them, or {@code null}
 */
public record Importances(
        String metric,
        ImportanceMethod method,
        Map<String, Double> shares,
        Map<String, Double> variance,
        List<Pair> pairs,
        double quality,
        @Nullable String note) {

    /**
     * Keeps copies.
     *
     * @param metric the metric
     * @param method how it was measured
     * @param shares the share of each parameter, largest first, summing to 1; empty if there is nothing to compare
     * @param variance which share of the variance over the space each parameter explains alone, in the same order;
     *     empty unless the method measures that
     * @param pairs what pairs of parameters explain beyond that, largest first; empty unless the method measures
     *     that
     * @param quality how well the model predicts values that it did not see: R², 1 at best; NaN without a model
     * @param note what a reader should know about them, or {@code null}
     */
    public Importances {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        variance = Collections.unmodifiableMap(new LinkedHashMap<>(variance));
        pairs = List.copyOf(pairs);
    }

    /**
     * Returns the same with other shares.
     *
     * @param others the share of each parameter, largest first
     * @return the importances with them
     */
    public Importances withShares(Map<String, Double> others) {
        return new Importances(metric, method, others, variance, pairs, quality, note);
    }

    /**
     * Two parameters.
     *
     * @param first one
     * @param second the other
     * @param share which share of the variance over the space they explain beyond what each does alone
     */
    public record Pair(String first, String second, double share) {}
}
