package io.trialog.internal.report;

import io.trialog.internal.analysis.HistoryData;
import io.trialog.internal.analysis.HypervolumeData;
import io.trialog.internal.analysis.PairData;
import io.trialog.internal.analysis.ParameterImportance;
import io.trialog.internal.analysis.Point;
import io.trialog.internal.analysis.Surface;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.yaml.YamlText;
import io.trialog.status.StudyUsage;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report shows, as the JSON that its script reads. */
final class ReportData {

    private static final int MOST_POINTS = 200_000;
    private static final int MOST_POINTS_IN_A_FRAME = 20_000;
    private static final int PAIRED = 4;
    private static final int MOST_EXPLAINED = 5_000;

    private final StudyView view;
    private final LogDigest log;
    private final Importances first;
    private String seenFirst = "";
    private int firstObjective;
    private Map<String, @Nullable Object> labels = Map.of();

    ReportData(StudyView view, LogDigest log) {
        this.view = view;
        this.log = log;
        this.first = ParameterImportance.of(view, 0, ImportanceMethod.PED_ANOVA);
    }

    /** Says what people noted about the study. */
    void labels(Map<String, @Nullable Object> noted) {
        labels = noted;
    }

    /** Names figure and objective that are seen first, where one is seen at a time. */
    ReportData first(String figure, int objective) {
        seenFirst = figure;
        firstObjective = objective;
        return this;
    }

    private String noted() {
        return labels.isEmpty() ? "" : "metadata: " + YamlText.of(labels) + "\n";
    }

    /** The data of a part of the report, or of all of it. */
    String json(ReportPart part, Instant now, String toolkit) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("part", part.name());
        data.put("first", seenFirst);
        data.put("objective", firstObjective);
        data.put("study", study(now, toolkit));
        data.put("trials", TrialColumns.of(view));
        data.put("ranges", objectives(objective -> range(objective, false)));
        data.put("complete", objectives(objective -> range(objective, true)));
        data.put("front", front());
        data.put("hypervolume", hypervolume());
        if (part.has(ReportPart.HISTORY)) {
            data.put("best", objectives(this::best));
        }
        if (part.has(ReportPart.IMPORTANCES)) {
            data.put("importances", objectives(this::importances));
            boolean isQuick = part == ReportPart.FIGURES || view.trialCount() > MOST_EXPLAINED;
            data.put("variance", isQuick ? List.of() : objectives(this::variance));
        }
        if (part == ReportPart.FIGURES) {
            data.put("curves", ReportCurves.of(view, MOST_POINTS_IN_A_FRAME));
            data.put("surfaces", surfaces());
            data.put("chosen", chosen());
        }
        if (part == ReportPart.ALL) {
            data.put("curves", ReportCurves.of(view, MOST_POINTS));
            data.put("surfaces", surfaces());
            data.put("chosen", chosen());
            data.put("settings", StudyFileWriter.write(view.settings()) + noted());
            data.put("jobs", jobs());
            data.put("spent", spent());
            data.put("log", log());
        }
        return embedded(JsonText.strict(data));
    }

    /**
     * JSON that may stand in a script element: nothing in it can end the element or begin another one, and no line ends where
     * JavaScript would see one.
     */
    static String embedded(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private Map<String, @Nullable Object> study(Instant now, String toolkit) {
        Map<String, @Nullable Object> study = new LinkedHashMap<>();
        study.put("name", view.settings().name());
        study.put("id", log.studyId());
        study.put("metrics", view.settings().metrics());
        study.put("directions", view.settings().directions());
        study.put("position", view.position());
        study.put("begun", log.begun().toString());
        study.put("latest", log.latest().toString());
        study.put("written", now.toString());
        study.put("toolkit", toolkit);
        study.put("attributes", view.userAttributes());
        return study;
    }

    /** Something per objective. */
    private interface PerObjective {
        Object of(int objective);
    }

    private List<Object> objectives(PerObjective what) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < view.settings().directions().size(); i++) {
            list.add(what.of(i));
        }
        return list;
    }

    private List<Object> best(int objective) {
        ValueRange range = shown(objective, false);
        List<Object> steps = new ArrayList<>();
        for (Point point : HistoryData.of(view, objective).best()) {
            steps.add(List.of(point.trial(), range.shown(point.y())));
        }
        return steps;
    }

    /** The trials that no other one dominates, if there are several objectives. */
    private List<Integer> front() {
        return view.settings().metrics().size() < 2
                ? List.of()
                : view.bestTrials().stream().map(TrialRecord::number).toList();
    }

    /** How the front grew, or {@code null} if there is one objective. */
    private @Nullable Map<String, @Nullable Object> hypervolume() {
        if (view.settings().metrics().size() < 2) {
            return null;
        }
        HypervolumeData data = HypervolumeData.of(view, HypervolumeData.worst(view));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trials", data.trials());
        fields.put("volumes", data.volumes());
        fields.put("reference", data.reference());
        return fields;
    }

    /** What the plots of values, those of all trials or of complete ones alone, show of them: a few far worse ones at the edge. */
    private Map<String, @Nullable Object> range(int objective, boolean complete) {
        return range(shown(objective, complete));
    }

    private ValueRange shown(int objective, boolean complete) {
        List<Point> points = HistoryData.of(view, objective).points();
        return ValueRange.ofComplete(
                view.settings().directions().get(objective),
                complete ? points.stream().filter(Point::isComplete).toList() : points);
    }

    static Map<String, @Nullable Object> range(ValueRange range) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("low", range.low());
        fields.put("high", range.high());
        fields.put("note", range.note());
        return fields;
    }

    private Map<String, @Nullable Object> importances(int objective) {
        return importances(
                objective == 0 ? first : ParameterImportance.of(view, objective, ImportanceMethod.PED_ANOVA));
    }

    /** By variance, unless there are so many trials that a reader of the report would wait for it. */
    private Map<String, @Nullable Object> variance(int objective) {
        return importances(ParameterImportance.of(view, objective, ImportanceMethod.FANOVA));
    }

    private static Map<String, @Nullable Object> importances(Importances importances) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("names", new ArrayList<>(importances.shares().keySet()));
        fields.put("shares", new ArrayList<>(importances.shares().values()));
        fields.put("method", importances.method().title());
        fields.put("note", importances.note());
        return fields;
    }

    /** The surfaces over the pairs of the most important parameters, for the first objective. */
    private List<Object> surfaces() {
        List<String> names =
                new ArrayList<>(ParameterImportance.parameters(view, first).keySet());
        List<String> chosen = names.subList(0, Math.min(PAIRED, names.size()));
        List<Object> surfaces = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            for (int k = i + 1; k < chosen.size(); k++) {
                PairData pair = PairData.of(view, 0, chosen.get(i), chosen.get(k));
                if (!pair.valued().isEmpty()) {
                    surfaces.add(surface(pair));
                }
            }
        }
        return surfaces;
    }

    private static Map<String, @Nullable Object> surface(PairData pair) {
        Surface surface = Surface.of(pair);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("x", TrialColumns.axis(pair.x()));
        fields.put("y", TrialColumns.axis(pair.y()));
        fields.put("columns", surface.columns());
        fields.put("values", Rounded.four(surface.values()));
        return fields;
    }

    /** The best trial with its parameters, or {@code null}. */
    private @Nullable Map<String, @Nullable Object> chosen() {
        TrialRecord best = view.best();
        if (best == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trial", best.number());
        fields.put("values", best.values());
        fields.put("params", best.params());
        fields.put("metrics", best.metrics());
        fields.put("attributes", best.userAttributes());
        return fields;
    }

    private List<Object> jobs() {
        List<Object> rows = new ArrayList<>();
        log.states()
                .forEach((state, time) ->
                        rows.add(List.of(state.name(), time.jobs(), time.total().toMillis() / 1e3)));
        return rows;
    }

    /** What jobs waited and ran for, by what came of them, up to the last event; the last row is what pruning saved. */
    private List<Object> spent() {
        StudyUsage account = StudyUsage.of(view, log.latest());
        List<Object> rows = new ArrayList<>();
        for (StudyUsage.Purpose purpose : StudyUsage.Purpose.values()) {
            if (account.spent(purpose).jobs() > 0) {
                rows.add(row(purpose.name(), account.spent(purpose)));
            }
        }
        if (account.saved().runSeconds() > 0) {
            rows.add(row("SAVED", account.saved()));
        }
        return rows;
    }

    private static List<Object> row(String what, StudyUsage.Spent spent) {
        return List.of(what, spent.jobs(), spent.queueSeconds(), spent.runSeconds(), spent.gpuHours());
    }

    private Map<String, @Nullable Object> log() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("events", log.events());
        fields.put("controllers", log.controllers());
        fields.put("first", log.first());
        fields.put("last", log.last());
        return fields;
    }
}
