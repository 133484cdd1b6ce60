package io.trialog.cli;

import io.trialog.trial.Artifact;
import io.trialog.trial.TrialRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial as JSON shows it. */
final class TrialFields {

    private TrialFields() {}

    static Map<String, @Nullable Object> of(TrialRecord trial) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trial", trial.number());
        fields.put("state", trial.state().name());
        fields.put("values", trial.values());
        fields.put("params", trial.params());
        fields.put("metrics", trial.metrics());
        fields.put("constraints", trial.constraints());
        fields.put("feasible", trial.isFeasible());
        fields.put("attempt", trial.attempt());
        if (!trial.artifacts().isEmpty()) {
            fields.put(
                    "artifacts",
                    trial.artifacts().values().stream().map(TrialFields::of).toList());
        }
        fields.put("started", text(trial.startedAt()));
        fields.put("completed", text(trial.completedAt()));
        fields.put("error", trial.error());
        return fields;
    }

    static List<Map<String, @Nullable Object>> of(List<TrialRecord> trials) {
        return trials.stream().map(TrialFields::of).toList();
    }

    private static Map<String, @Nullable Object> of(Artifact artifact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", artifact.name());
        fields.put("path", artifact.path());
        fields.put("bytes", artifact.bytes());
        fields.put("sha256", artifact.sha256());
        return fields;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
