package io.trialog.internal.protocol.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The value of every metric at its largest step; of several values at one step the first counts. */
final class LastValues {

    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Long> steps = new HashMap<>();

    void add(ReportLine.Step step) {
        step.values().forEach((metric, value) -> {
            if (steps.getOrDefault(metric, -1L) < step.step()) {
                steps.put(metric, step.step());
                values.put(metric, value);
            }
        });
    }

    Map<String, Double> values() {
        return values;
    }
}
