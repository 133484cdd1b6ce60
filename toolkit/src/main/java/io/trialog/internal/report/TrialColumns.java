package io.trialog.internal.report;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.PairData;
import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All trials of a study as columns, short enough for thousands of them in a page. */
final class TrialColumns {

    private static final int REASON = 300;

    private TrialColumns() {}

    static Map<String, @Nullable Object> of(StudyView view) {
        List<TrialRecord> trials = view.trials();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("state", trials.stream().map(trial -> trial.state().name()).toList());
        columns.put("voided", voided(view));
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < view.settings().directions().size(); i++) {
            int objective = i;
            values.add(column(
                    trials,
                    trial -> objective < trial.values().size()
                            ? finiteOrText(trial.values().get(objective))
                            : null));
        }
        columns.put("values", values);
        columns.put("violation", column(trials, trial -> trial.isFeasible() ? null : finiteOrText(trial.violation())));
        columns.put("start", column(trials, TrialColumns::start));
        columns.put("seconds", column(trials, TrialColumns::seconds));
        columns.put("attempt", column(trials, TrialRecord::attempt));
        columns.put("reason", column(trials, TrialColumns::reason));
        columns.put("parameters", parameters(view, trials));
        return columns;
    }

    /** What a column holds of a trial. */
    private interface Cell {
        @Nullable
        Object of(TrialRecord trial);
    }

    private static List<@Nullable Object> column(List<TrialRecord> trials, Cell cell) {
        List<@Nullable Object> column = new ArrayList<>(trials.size());
        trials.forEach(trial -> column.add(cell.of(trial)));
        return column;
    }

    private static List<Integer> voided(StudyView view) {
        List<Integer> voided = new ArrayList<>();
        for (int number : view.voided()) {
            voided.add(number);
        }
        return voided;
    }

    /** JSON has no infinity: it is told as a text, and not drawn. */
    private static Object finiteOrText(double value) {
        return Double.isFinite(value) ? (Object) value : String.valueOf(value);
    }

    private static @Nullable Object start(TrialRecord trial) {
        return trial.startedAt() == null ? null : trial.startedAt().toEpochMilli();
    }

    private static @Nullable Object seconds(TrialRecord trial) {
        return trial.startedAt() == null || trial.completedAt() == null
                ? null
                : Rounded.four(
                        Duration.between(trial.startedAt(), trial.completedAt()).toNanos() / 1e9);
    }

    private static @Nullable Object reason(TrialRecord trial) {
        if (trial.error() != null) {
            String error = trial.error();
            return error.length() > REASON ? error.substring(0, REASON) + "…" : error;
        }
        return trial.prune() == null
                ? null
                : trial.prune().rule() + ", step " + trial.prune().step();
    }

    private static List<Object> parameters(StudyView view, List<TrialRecord> trials) {
        List<Object> parameters = new ArrayList<>();
        for (String name : PairData.parameters(view)) {
            Axis axis = Axis.ofParameter(name, trials);
            Map<String, @Nullable Object> parameter = axis(axis);
            parameter.put(
                    "fixed",
                    trials.stream().map(trial -> trial.distribution(name)).allMatch(TrialColumns::isSingle));
            parameter.put("values", column(trials, trial -> Rounded.exact(trial.internal(name))));
            parameters.add(parameter);
        }
        return parameters;
    }

    private static boolean isSingle(@Nullable Distribution distribution) {
        return distribution == null || distribution.isSingle();
    }

    /** An axis as the page's script reads it. */
    static Map<String, @Nullable Object> axis(Axis axis) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", axis.name());
        fields.put("scale", axis.scale().name());
        fields.put("whole", axis.whole());
        fields.put("from", axis.from());
        fields.put("to", axis.to());
        fields.put("categories", axis.categories());
        return fields;
    }
}
