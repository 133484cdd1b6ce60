package io.trialog.internal.projection.files;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.json.JsonText;
import io.trialog.spi.Reproduction;
import io.trialog.status.StudyUsage;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Artifact;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of the small result files: functions of the view alone. */
final class Summaries {

    private Summaries() {}

    /** {@code study_summary.csv}: a name and a value per line. */
    static String summary(StudyView view, @Nullable TrialRecord best) {
        Map<String, String> rows = new LinkedHashMap<>();
        Settings settings = view.settings();
        rows.put("study", CsvText.text(settings.name()));
        rows.put("metric", CsvText.text(String.join(" ", settings.metrics())));
        rows.put("goal", goal(settings));
        rows.put("trials", String.valueOf(view.trialCount()));
        for (Map.Entry<TrialState, Integer> count : counts(view).entrySet()) {
            rows.put(count.getKey().name().toLowerCase(Locale.ROOT), String.valueOf(count.getValue()));
        }
        rows.put("voided", String.valueOf(view.voided().length));
        rows.put("best_trial", best == null ? "" : String.valueOf(best.number()));
        rows.put("best_value", best == null ? "" : values(best));
        rows.put("best_params", best == null ? "" : CsvText.text(JsonText.strict(best.params())));
        if (settings.metrics().size() > 1) {
            rows.put("pareto_front", numbers(view.bestTrials()));
        }
        times(view, rows);
        jobs(view, rows);
        return rows.entrySet().stream()
                .map(row -> row.getKey() + ',' + row.getValue() + '\n')
                .collect(Collectors.joining("", "name,value\n", ""));
    }

    /** One value, or several with a space between. */
    private static String values(TrialRecord trial) {
        return trial.values().stream().map(CsvText::number).collect(Collectors.joining(" "));
    }

    private static String numbers(List<TrialRecord> trials) {
        return trials.stream().map(trial -> String.valueOf(trial.number())).collect(Collectors.joining(" "));
    }

    private static String goal(Settings settings) {
        return settings.directions().stream()
                .map(direction -> direction.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static Map<TrialState, Integer> counts(StudyView view) {
        Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);
        for (TrialState state : TrialState.values()) {
            counts.put(state, 0);
        }
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (!view.isVoided(trial.number())) {
                counts.merge(trial.state(), 1, Integer::sum);
            }
        }
        counts.put(TrialState.RUNNING, view.running().size());
        counts.put(TrialState.WAITING, view.waiting().size());
        return counts;
    }

    private static void times(StudyView view, Map<String, String> rows) {
        Instant first = null;
        Instant last = null;
        Duration total = Duration.ZERO;
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            Instant start = trial.startedAt();
            Instant end = trial.completedAt();
            if (start != null && end != null) {
                first = first == null || start.isBefore(first) ? start : first;
                last = end;
                total = total.plus(Duration.between(start, end));
            }
        }
        rows.put("first_start", first == null ? "" : first.toString());
        rows.put("last_complete", last == null ? "" : last.toString());
        rows.put("trial_seconds", CsvText.number(total.toMillis() / 1e3));
    }

    /** What the jobs used that have ended; studies without jobs have no such rows. */
    private static void jobs(StudyView view, Map<String, String> rows) {
        StudyUsage account = StudyUsage.of(view, Instant.EPOCH);
        if (!ExecutorCatalogue.installed().traits(view.settings().executor()).onCluster()
                || account.total().jobs() == 0) {
            return;
        }
        rows.put("jobs", String.valueOf(account.total().jobs()));
        rows.put("queue_seconds", CsvText.number(account.total().queueSeconds()));
        rows.put("run_seconds", CsvText.number(account.total().runSeconds()));
        rows.put("gpu_hours", CsvText.number(account.total().gpuHours()));
        for (StudyUsage.Purpose purpose : StudyUsage.Purpose.values()) {
            String name = purpose.name().toLowerCase(Locale.ROOT);
            rows.put(
                    "run_seconds_" + name, CsvText.number(account.spent(purpose).runSeconds()));
            rows.put("gpu_hours_" + name, CsvText.number(account.spent(purpose).gpuHours()));
        }
        rows.put("run_seconds_saved", CsvText.number(account.saved().runSeconds()));
        rows.put("gpu_hours_saved", CsvText.number(account.saved().gpuHours()));
    }

    /** {@code best_results.json}. */
    static String bestJson(StudyView view, @Nullable TrialRecord best) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("study", view.settings().name());
        fields.put("metric", view.settings().metric());
        fields.put("goal", goal(view.settings()));
        fields.put("finished", (long) view.finishedCount());
        fields.put("number", best == null ? null : (long) best.number());
        fields.put("value", best == null ? null : best.value());
        fields.put("params", best == null ? Map.of() : best.params());
        if (best != null) {
            fields.put("values", best.values());
            fields.put("metrics", best.metrics());
            fields.put("user_attrs", best.userAttributes());
            fields.put("datetime_start", String.valueOf(best.startedAt()));
            fields.put("datetime_complete", String.valueOf(best.completedAt()));
            fields.put("attempts", (long) best.attempt());
        }
        if (several(view)) {
            fields.put("objectives", view.settings().metrics());
            fields.put(
                    "pareto_front",
                    view.bestTrials().stream().map(Summaries::member).toList());
        }
        return fields.entrySet().stream()
                .map(field -> "  \"" + field.getKey() + "\": " + JsonText.strict(field.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static boolean several(StudyView view) {
        return view.settings().metrics().size() > 1;
    }

    private static Map<String, @Nullable Object> member(TrialRecord trial) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", (long) trial.number());
        fields.put("values", trial.values());
        fields.put("params", trial.params());
        return fields;
    }

    /** {@code best_trial.yaml}. JSON texts are YAML texts; what they quote can't be misread. */
    static String bestYaml(StudyView view, @Nullable TrialRecord best, @Nullable Reproduction again) {
        StringBuilder yaml = new StringBuilder("# The best trial so far. `shell` runs its program again.\n");
        line(yaml, "study", view.settings().name());
        line(yaml, "metric", view.settings().metric());
        line(yaml, "goal", goal(view.settings()));
        line(yaml, "number", best == null ? null : (long) best.number());
        if (best == null) {
            return yaml.toString();
        }
        line(yaml, "value", best.value());
        Path directory = BestLink.directory(best);
        if (directory != null) {
            line(yaml, "directory", directory.toString());
        }
        yaml.append(best.artifacts().isEmpty() ? "" : "artifacts:\n");
        best.artifacts()
                .values()
                .forEach(artifact -> yaml.append("  - ")
                        .append(JsonText.strict(fields(artifact)))
                        .append('\n'));
        yaml.append(best.params().isEmpty() ? "params: {}\n" : "params:\n");
        for (Map.Entry<String, @Nullable Object> param : best.params().entrySet()) {
            line(yaml, "  " + JsonText.strict(param.getKey()), param.getValue());
        }
        if (again != null) {
            line(yaml, "workdir", again.workdir().toString());
            line(yaml, "variables", again.variables());
            line(yaml, "command", again.command());
            shell(yaml, again.shell());
        }
        return yaml.toString();
    }

    /** A file of a trial. */
    static Map<String, @Nullable Object> fields(Artifact artifact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", artifact.name());
        fields.put("path", artifact.path());
        fields.put("bytes", artifact.bytes());
        fields.put("sha256", artifact.sha256());
        return fields;
    }

    /** As it is typed, without quotes or escapes, so that it can be copied; a text of several lines would be changed by that. */
    private static void shell(StringBuilder yaml, String shell) {
        if (shell.chars().anyMatch(Character::isISOControl)) {
            line(yaml, "shell", shell);
        } else {
            yaml.append("shell: |-\n  ").append(shell).append('\n');
        }
    }

    private static void line(StringBuilder yaml, String key, @Nullable Object value) {
        yaml.append(key).append(": ").append(JsonText.strict(value)).append('\n');
    }
}
