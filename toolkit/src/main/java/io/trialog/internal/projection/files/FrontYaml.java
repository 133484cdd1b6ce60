package io.trialog.internal.projection.files;

import io.trialog.internal.json.JsonText;
import io.trialog.spi.Reproduction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code pareto_front.yaml}: the trials that no other one dominates. JSON texts are YAML texts; what they quote can't be misread. */
final class FrontYaml {

    private FrontYaml() {}

    /**
     * Returns the text of the file.
     *
     * @param reproduction how a trial's program is run again; {@code null} if there is none
     */
    static String of(StudyView view, Function<TrialRecord, @Nullable Reproduction> reproduction) {
        List<String> metrics = view.settings().metrics();
        Map<String, @Nullable Object> goals = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            goals.put(metrics.get(i), view.settings().directions().get(i).name().toLowerCase(Locale.ROOT));
        }
        StringBuilder yaml = new StringBuilder("""
                # The Pareto front so far: no trial is better in one objective and as good in the others.
                # `shell` runs a trial's program again.
                """);
        line(yaml, "study", view.settings().name());
        line(yaml, "goals", goals);
        List<TrialRecord> front = view.bestTrials();
        yaml.append(front.isEmpty() ? "trials: []\n" : "trials:\n");
        for (TrialRecord trial : front) {
            trial(yaml, metrics, trial, reproduction.apply(trial));
        }
        return yaml.toString();
    }

    private static void trial(
            StringBuilder yaml, List<String> metrics, TrialRecord trial, @Nullable Reproduction again) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            values.put(metrics.get(i), trial.values().get(i));
        }
        line(yaml, "  - number", (long) trial.number());
        line(yaml, "    values", values);
        line(yaml, "    params", trial.params());
        if (again != null) {
            line(yaml, "    workdir", again.workdir().toString());
            line(yaml, "    variables", again.variables());
            line(yaml, "    command", again.command());
            line(yaml, "    shell", again.shell());
        }
    }

    private static void line(StringBuilder yaml, String key, @Nullable Object value) {
        yaml.append(key).append(": ").append(JsonText.strict(value)).append('\n');
    }
}
