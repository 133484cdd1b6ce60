package io.trialog.internal.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How important parameters are for reaching good values of a metric.
 *
 * @param metric the metric
 * @param shares the share of each parameter, largest first, summing to 1; empty if there is nothing to compare
 * @param note what a reader should know about them, or {@code null}
 */
public record Importances(
        String metric, Map<String, Double> shares, @Nullable String note) {

    public Importances {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }
}
