package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The curves of the intermediate values.
 *
 * @param metric the metric that was reported
 * @param direction whether small or large values of it are better
 * @param curves one per trial that reported a finite value, by number
 */
public record IntermediateData(String metric, Direction direction, List<Curve> curves) {

    /**
     * What one trial reported.
     *
     * @param trial its number
     * @param state its state
     * @param steps the steps with a finite value, ascending; not to be modified
     * @param values the values at these steps; not to be modified
     */
    public record Curve(int trial, TrialState state, double[] steps, double[] values) {}

    public IntermediateData {
        curves = List.copyOf(curves);
    }

    /** The curves of the first objective. */
    public static IntermediateData of(StudyView view) {
        return of(view, view.settings().metric());
    }

    /** The names of all metrics that trials reported, the first objective at the beginning. */
    public static List<String> metrics(StudyView view) {
        Set<String> others = new TreeSet<>();
        TrialChoice.counted(view).forEach(trial -> others.addAll(trial.curves().keySet()));
        List<String> metrics = new ArrayList<>(List.of(view.settings().metric()));
        metrics.addAll(others);
        return metrics;
    }

    /** The curves of a metric; where nothing says which of its values are better, small ones are. */
    public static IntermediateData of(StudyView view, String metric) {
        MetricGoal goal = MetricGoal.of(view.settings(), metric, null);
        boolean isObjective = metric.equals(view.settings().metric());
        List<Curve> curves = new ArrayList<>();
        for (TrialRecord trial : TrialChoice.counted(view)) {
            Reports reports = isObjective ? trial.reports() : trial.curves().getOrDefault(metric, Reports.NONE);
            int[] order = IntStream.range(0, reports.size())
                    .filter(i -> TrialChoice.isDrawable(reports.value(i)))
                    .boxed()
                    .sorted((a, b) -> Long.compare(reports.step(a), reports.step(b)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (order.length > 0) {
                double[] steps = IntStream.of(order).mapToDouble(reports::step).toArray();
                double[] values =
                        IntStream.of(order).mapToDouble(reports::value).toArray();
                curves.add(new Curve(trial.number(), trial.state(), steps, values));
            }
        }
        return new IntermediateData(metric, goal == null ? Direction.MINIMIZE : goal.direction(), curves);
    }
}
