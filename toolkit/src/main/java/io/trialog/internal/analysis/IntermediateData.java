package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
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

    /** The curves of the first objective, the only one that is reported. */
    public static IntermediateData of(StudyView view) {
        List<Curve> curves = new ArrayList<>();
        for (TrialRecord trial : TrialChoice.counted(view)) {
            Reports reports = trial.reports();
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
        return new IntermediateData(view.settings().metric(), view.settings().direction(), curves);
    }
}
