package io.trialog.internal.projection.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be sent of one run. What is sent twice coincides, since everything comes from the log. Not thread-safe. */
final class RunUpdate {

    /** MLflow cuts longer values silently. */
    private static final int LONGEST_PARAM = 6000;

    private static final int LONGEST_TAG = 5000;

    /**
     * A value of a metric.
     *
     * @param at when, in milliseconds since 1970
     */
    record Metric(String key, double value, long at, long step) {}

    private final Instant start;
    private final Map<String, String> params = new LinkedHashMap<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private String status = "";
    private @Nullable Instant end;

    /** @param start when the run began */
    RunUpdate(Instant start) {
        this.start = start;
    }

    Instant start() {
        return start;
    }

    void param(String name, String value) {
        if (value.length() > LONGEST_PARAM) {
            leftOut.add("the parameter " + name + ": longer than " + LONGEST_PARAM + " characters");
        } else {
            params.put(MlflowKeys.of(name), value);
            original(name);
        }
    }

    void metric(String name, double value, Instant at, long step) {
        if (Double.isInfinite(value)) {
            leftOut.add("infinite values of " + name);
        } else {
            metrics.add(new Metric(MlflowKeys.of(name), value, at.toEpochMilli(), step));
            original(name);
        }
    }

    void tag(String name, String value) {
        if (value.length() > LONGEST_TAG) {
            leftOut.add("the end of " + name + ": longer than " + LONGEST_TAG + " characters");
        }
        tags.put(MlflowKeys.of(name), value.length() > LONGEST_TAG ? value.substring(0, LONGEST_TAG) : value);
    }

    private void original(String name) {
        MlflowKeys.mapped(List.of(name)).forEach((key, original) -> tags.put("trialog.name." + key, original));
    }

    void status(String newStatus, @Nullable Instant newEnd) {
        status = newStatus;
        end = newEnd;
    }

    Map<String, String> params() {
        return params;
    }

    List<Metric> metrics() {
        return metrics;
    }

    /** The tags, with what could not be sent. */
    Map<String, String> tags() {
        Map<String, String> all = new LinkedHashMap<>(tags);
        if (!leftOut.isEmpty()) {
            all.put("trialog.left_out", String.join("; ", leftOut));
        }
        return all;
    }

    Set<String> leftOut() {
        return leftOut;
    }

    /** The status, or an empty text if it does not change. */
    String status() {
        return status;
    }

    @Nullable
    Instant end() {
        return end;
    }
}
