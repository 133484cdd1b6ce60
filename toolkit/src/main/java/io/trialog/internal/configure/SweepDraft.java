package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.FormRow.Mode;
import io.trialog.internal.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The study file that a form describes.
 *
 * @param form the form
 */
record SweepDraft(SweepForm form) {

    static SweepDraft of(SweepForm form) {
        return new SweepDraft(form);
    }

    /**
     * The parts of the file that the form knows: metric, parameters, pairs and sampler.
     *
     * @throws IllegalArgumentException if nothing varies, or a row is wrong
     */
    String text() {
        List<FormRow> rows = form.shown();
        FormCount.of(rows);
        boolean isSearch = rows.stream().anyMatch(row -> row.mode() == Mode.RANGE);
        if (rows.stream().noneMatch(row -> row.mode() != Mode.OFF)) {
            throw new IllegalArgumentException("Nothing varies yet: space lets a row vary.");
        }
        StringBuilder text = new StringBuilder();
        metric(rows, isSearch, text);
        text.append("parameters:\n");
        rows.stream()
                .filter(row -> row.mode() != Mode.OFF && row.pair() == 0)
                .forEach(row -> parameter(row, isSwept(rows, row.when()), text));
        pairs(rows, text);
        text.append("sampler: ").append(isSearch ? "tpe" : "grid").append('\n');
        return text.toString().replace("parameters:\npaired", "paired").replace("parameters:\nsampler", "sampler");
    }

    private static void metric(List<FormRow> rows, boolean isSearch, StringBuilder text) {
        String typed = rows.stream()
                .filter(row -> row.kind() == Kind.METRIC)
                .map(FormRow::text)
                .findFirst()
                .orElse("");
        if (typed.isBlank()) {
            if (isSearch) {
                throw new IllegalArgumentException("A range is searched for a metric: name it in the first row.");
            }
            return;
        }
        String[] words = typed.strip().split("\\s+", -1);
        String goal = words.length > 1 ? words[words.length - 1] : "minimize";
        if (!goal.equals("minimize") && !goal.equals("maximize")) {
            throw new IllegalArgumentException(
                    "The metric must be a name and minimize or maximize, but is '" + typed + "'.");
        }
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("name", words[0]);
        metric.put("goal", goal);
        text.append("metric: ").append(YamlText.of(metric)).append('\n');
    }

    /** Whether the group varies: else the condition holds always, and there is no such parameter. */
    private static boolean isSwept(List<FormRow> rows, FormRow.@Nullable When when) {
        return when != null
                && rows.stream()
                        .anyMatch(row ->
                                row.kind() == Kind.GROUP && row.name().equals(when.group()) && row.mode() == Mode.GRID);
    }

    private static void parameter(FormRow row, boolean isConditional, StringBuilder text) {
        Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
        if (row.mode() == Mode.RANGE) {
            parameter.putAll(row.range());
        } else {
            parameter.put("values", row.values());
        }
        FormRow.When when = row.when();
        if (when != null && isConditional) {
            parameter.put("when", Map.of(when.group(), when.options()));
        }
        text.append("  ")
                .append(YamlText.of(row.name()))
                .append(": ")
                .append(YamlText.of(parameter))
                .append('\n');
    }

    private static void pairs(List<FormRow> rows, StringBuilder text) {
        Map<Integer, Map<String, Object>> pairs = new TreeMap<>();
        for (FormRow row : rows) {
            if (row.mode() == Mode.GRID && row.pair() > 0) {
                pairs.computeIfAbsent(row.pair(), key -> new LinkedHashMap<>()).put(row.name(), row.values());
            }
        }
        if (!pairs.isEmpty()) {
            text.append("paired:\n");
            pairs.values()
                    .forEach(pair ->
                            text.append("  - ").append(YamlText.of(pair)).append('\n'));
        }
    }
}
