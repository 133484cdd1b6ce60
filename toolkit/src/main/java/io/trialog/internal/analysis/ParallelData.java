package io.trialog.internal.analysis;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One line per trial over all parameters.
 *
 * @param objective the axis of the objective
 * @param range the range of its values, and which of them are better
 * @param axes the axes of the parameters that are not fixed, in the order in which they were suggested
 * @param lines the COMPLETE trials with a finite value, by number
 */
public record ParallelData(Axis objective, ValueRange range, List<Axis> axes, List<Line> lines) {

    /**
     * One trial.
     *
     * @param trial its number
     * @param value the value of the objective
     * @param internals its parameters in internal form, one per axis, NaN where it has none; not to be modified
     */
    public record Line(int trial, double value, double[] internals) {}

    public ParallelData {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
    }

    /** The lines of an objective, from 0. */
    public static ParallelData of(StudyView view, int objective) {
        List<TrialRecord> trials = TrialChoice.drawable(view, objective);
        Map<String, Axis> axes = Axis.ofParameters(trials);
        List<Line> lines = new ArrayList<>();
        for (TrialRecord trial : trials) {
            double[] internals =
                    axes.keySet().stream().mapToDouble(trial::internal).toArray();
            lines.add(new Line(trial.number(), trial.values().get(objective), internals));
        }
        double[] values = lines.stream().mapToDouble(Line::value).toArray();
        ValueRange range = ValueRange.of(view.settings().directions().get(objective), values);
        Axis metric = range.axis(view.settings().metrics().get(objective));
        return new ParallelData(metric, range, List.copyOf(axes.values()), lines);
    }

    /** The same trials over some of the axes: from one inclusively to another exclusively. */
    public ParallelData only(int from, int to) {
        List<Line> parts = lines.stream()
                .map(line -> new Line(line.trial, line.value, Arrays.copyOfRange(line.internals, from, to)))
                .toList();
        return new ParallelData(objective, range, axes.subList(from, to), parts);
    }
}
