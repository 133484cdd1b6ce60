package io.trialog.internal.projection.files;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.json.JsonText;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All trials of a study, in any state and by number, in one file. */
public final class ResultsExport {

    private ResultsExport() {}

    /**
     * Writes a CSV file (RFC 4180, UTF-8, one line per trial) with the columns of {@code trials_results.csv}, and one for every
     * further metric and user attribute.
     *
     * @param forSpreadsheets whether texts that a spreadsheet would take for a formula stand behind an apostrophe
     * @throws ProjectionException if the file can't be written; one that was there is then unchanged
     */
    public static void csv(StudyView view, Path file, boolean forSpreadsheets) {
        ResultsTable table = ResultsTable.ofEverything(view, forSpreadsheets ? CsvText::neutral : CsvText::text);
        write(file, out -> {
            out.write(bytes(table.header()));
            for (int number = 0; number < view.trialCount(); number++) {
                out.write(bytes(table.line(view, view.trial(number))));
            }
        });
    }

    /**
     * Writes a JSON file (RFC 8259, UTF-8, one trial per line) with the study and everything that is known of its trials, the
     * intermediate values included. Numbers that are not finite are texts: {@code "NaN"}, {@code "Infinity"},
     * {@code "-Infinity"}.
     *
     * @throws ProjectionException if the file can't be written; one that was there is then unchanged
     */
    public static void json(StudyView view, Path file) {
        write(file, out -> {
            out.write(bytes("{\"study\": " + JsonText.strict(study(view)) + ",\n\"trials\": ["));
            for (int number = 0; number < view.trialCount(); number++) {
                out.write(bytes((number == 0 ? "\n" : ",\n") + JsonText.strict(trial(view, view.trial(number)))));
            }
            out.write(bytes("\n]}\n"));
        });
    }

    private static Map<String, @Nullable Object> study(StudyView view) {
        Map<String, @Nullable Object> study = new LinkedHashMap<>();
        study.put("name", view.settings().name());
        study.put("directions", view.settings().directions());
        study.put("metrics", view.settings().metrics());
        study.put("seed", view.settings().seed());
        study.put("position", view.position());
        study.put("user_attrs", view.userAttributes());
        return study;
    }

    private static Map<String, @Nullable Object> trial(StudyView view, TrialRecord trial) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", trial.number());
        fields.put("state", trial.state());
        fields.put("voided", view.isVoided(trial.number()));
        fields.put("values", trial.values());
        fields.put("params", trial.params());
        fields.put("fixed_params", trial.fixed());
        fields.put("intermediate_values", steps(trial.reports()));
        Map<String, @Nullable Object> curves = new LinkedHashMap<>();
        trial.curves().forEach((metric, reports) -> curves.put(metric, steps(reports)));
        fields.put("intermediate_metrics", curves);
        fields.put("metrics", trial.metrics());
        fields.put(
                "artifacts",
                trial.artifacts().values().stream().map(Summaries::fields).toList());
        fields.put("constraints", trial.constraints());
        fields.put("user_attrs", trial.userAttributes());
        fields.put("datetime_start", trial.startedAt());
        fields.put("datetime_complete", trial.completedAt());
        fields.put("attempts", trial.attempt());
        fields.put("runner", trial.runner());
        fields.put("error", trial.error());
        fields.put("prune", prune(trial.prune()));
        return fields;
    }

    private static Map<String, @Nullable Object> steps(Reports reports) {
        Map<String, @Nullable Object> steps = new LinkedHashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            steps.put(String.valueOf(reports.step(i)), reports.value(i));
        }
        return steps;
    }

    private static @Nullable Map<String, Object> prune(@Nullable PruneRecord prune) {
        if (prune == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step", prune.step());
        fields.put("rule", prune.rule());
        fields.put("threshold", prune.threshold());
        fields.put("compared", prune.compared());
        fields.put("count", prune.count());
        fields.put("rung", prune.rung());
        return fields;
    }

    /**
     * Writes a CSV file with one line per intermediate value: {@code number} (of the trial), {@code step}, {@code metric},
     * {@code value}. The values of a trial stand by metric, the objective first, in the order in which they arrived.
     *
     * @param forSpreadsheets whether texts that a spreadsheet would take for a formula stand behind an apostrophe
     * @throws ProjectionException if the file can't be written; one that was there is then unchanged
     */
    public static void steps(StudyView view, Path file, boolean forSpreadsheets) {
        UnaryOperator<String> texts = forSpreadsheets ? CsvText::neutral : CsvText::text;
        write(file, out -> {
            out.write(bytes(CsvText.line(Stream.of("number", "step", "metric", "value"))));
            for (int number = 0; number < view.trialCount(); number++) {
                TrialRecord trial = view.trial(number);
                Map<String, Reports> all = new LinkedHashMap<>();
                all.put(view.settings().metric(), trial.reports());
                all.putAll(trial.curves());
                for (Map.Entry<String, Reports> curve : all.entrySet()) {
                    out.write(bytes(lines(number, texts.apply(curve.getKey()), curve.getValue())));
                }
            }
        });
    }

    private static String lines(int trial, String metric, Reports reports) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < reports.size(); i++) {
            lines.append(CsvText.line(Stream.of(
                    String.valueOf(trial), String.valueOf(reports.step(i)), metric, CsvText.number(reports.value(i)))));
        }
        return lines.toString();
    }

    private static void write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.writeWithDirectories(file, content);
        } catch (IOException e) {
            throw new ProjectionException("The file " + file + " can't be written: " + FileProblem.words(e), e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
