package io.trialog.internal.report;

import io.trialog.internal.analysis.IntermediateData;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.study.StudyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The intermediate values of a study, few enough for a page. */
final class ReportCurves {

    /** Metrics whose curves a report has. */
    private static final int MOST_METRICS = 12;

    private ReportCurves() {}

    /** The curves of the first objective, and those of the other metrics that were reported. */
    static Map<String, @Nullable Object> of(StudyView view, int most) {
        List<String> metrics = IntermediateData.metrics(view);
        List<String> shown = metrics.subList(0, Math.min(MOST_METRICS, metrics.size()));
        List<Map<String, @Nullable Object>> all = shown.stream()
                .map(metric -> curves(IntermediateData.of(view, metric), most / shown.size()))
                .toList();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(all.get(0));
        fields.put("others", all.subList(1, all.size()));
        fields.put("metrics_left_out", metrics.size() - shown.size());
        return fields;
    }

    /** The curves, the newest first, until there are more points than a page should hold. */
    private static Map<String, @Nullable Object> curves(IntermediateData data, int mostPoints) {
        List<IntermediateData.Curve> all = data.curves();
        List<Object> curves = new ArrayList<>();
        int points = 0;
        for (int i = all.size() - 1; i >= 0 && points < mostPoints; i--) {
            IntermediateData.Curve curve = all.get(i);
            points += curve.steps().length;
            curves.add(List.of(curve.trial(), Rounded.exact(curve.steps()), Rounded.four(curve.values())));
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("metric", data.metric());
        fields.put("curves", curves);
        fields.put("left_out", all.size() - curves.size());
        fields.putAll(ReportData.range(ValueRange.of(
                data.direction(),
                all.stream()
                        .flatMapToDouble(curve -> DoubleStream.of(curve.values()))
                        .toArray())));
        return fields;
    }
}
