package io.trialog.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Values by the names of metrics or constraints. */
final class Metrics {

    private Metrics() {}

    static Map<String, Double> checked(Map<String, ? extends Number> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("At least one metric must be given, but the map is empty.");
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        values.forEach((name, value) -> metrics.put(name, value.doubleValue()));
        if (metrics.containsKey("")) {
            throw new IllegalArgumentException("A metric's name must not be empty.");
        }
        return metrics;
    }

    static String words(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", "));
    }

    static String lines(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n"));
    }
}
