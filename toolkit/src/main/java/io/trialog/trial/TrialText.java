package io.trialog.trial;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A trial as a person reads it: a name and a value per line, numbers exact. */
public final class TrialText {

    private TrialText() {}

    static String of(TrialRecord trial) {
        Map<String, String> rows = rows(trial);
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        return rows.entrySet().stream()
                .map(row -> row.getKey() + " ".repeat(width - row.getKey().length() + 2) + row.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Returns what there is to say of a trial, by name, in order: number, state, values, parameters, metrics,
     * attributes, error.
     *
     * @param trial the number of the trial
     * @return what there is to say of a trial, by name, in order: number, state, values, parameters, metrics,
     *     attributes, error
     */
    public static Map<String, String> rows(TrialRecord trial) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("trial", Integer.toString(trial.number()));
        rows.put("state", trial.state().name());
        if (!trial.values().isEmpty()) {
            rows.put("value", trial.values().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        trial.params().forEach((name, value) -> rows.put(free(rows, name, "parameter"), String.valueOf(value)));
        trial.metrics().forEach((name, value) -> {
            if (!name.equals("value")) {
                rows.put(free(rows, name, "metric"), String.valueOf(value));
            }
        });
        trial.userAttributes().forEach((name, value) -> rows.put(free(rows, name, "attribute"), String.valueOf(value)));
        if (trial.error() != null) {
            rows.put(free(rows, "error", "why"), trial.error());
        }
        if (trial.startedAt() != null && trial.completedAt() != null) {
            rows.put(free(rows, "duration", "time"), seconds(Duration.between(trial.startedAt(), trial.completedAt())));
        }
        return rows;
    }

    /** A parameter may bear the name of a metric, or of a row of ours. */
    private static String free(Map<String, String> rows, String name, String kind) {
        return rows.containsKey(name) ? name + " (" + kind + ")" : name;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }
}
