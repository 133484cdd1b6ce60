package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.IntermediateData;
import io.trialog.internal.analysis.IntermediateData.Curve;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialState;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Curves of intermediate values, one color per state. */
final class IntermediateFigure {

    private static final List<TrialState> ORDER =
            List.of(TrialState.PRUNED, TrialState.FAIL, TrialState.COMPLETE, TrialState.RUNNING);
    private static final int SHOWN = 5;

    private IntermediateFigure() {}

    static Plot plot(String study, IntermediateData data, int trials) {
        if (data.curves().isEmpty()) {
            return Plot.missing(
                    trials == 0
                            ? Missing.trials(study)
                            : "No trial of the study '" + study + "' has reported an intermediate value of "
                                    + data.metric() + " yet, so there is nothing to draw.\nMaybe report with"
                                    + " trial.report(value, step).");
        }
        Axis x = Axis.ofNumbers("step", true, all(data.curves(), true));
        ValueRange range = ValueRange.of(data.direction(), all(data.curves(), false));
        Axis y = range.axis(data.metric());
        Scene scene = new Scene(x, y);
        for (TrialState state : ORDER) {
            List<Curve> curves = data.curves().stream()
                    .filter(curve -> curve.state() == state)
                    .toList();
            if (!curves.isEmpty()) {
                add(scene, state, curves);
            }
        }
        String title = "Intermediate values of " + data.metric() + " in '" + study + "'";
        return Plot.of(Figure.of(title, scene, Missing.notes(range)), text(data));
    }

    private static double[] all(List<Curve> curves, boolean steps) {
        return curves.stream()
                .flatMapToDouble(curve -> DoubleStream.of(steps ? curve.steps() : curve.values()))
                .toArray();
    }

    /** All curves of a state are one broken line; a curve of one value is a dot. */
    private static void add(Scene scene, TrialState state, List<Curve> curves) {
        int length = curves.stream().mapToInt(curve -> curve.steps().length + 1).sum();
        double[] x = new double[length];
        double[] y = new double[length];
        int at = 0;
        for (Curve curve : curves) {
            int size = curve.steps().length;
            System.arraycopy(curve.steps(), 0, x, at, size);
            for (int i = 0; i < size; i++) {
                y[at + i] = scene.y().inside(curve.values()[i]);
            }
            x[at + size] = curve.steps()[size - 1];
            y[at + size] = Double.NaN;
            at += size + 1;
        }
        Color color = color(state, curves.size());
        scene.add(new Layer.Path(x, y, color, curves.size() > 200 ? 0.8f : 1.3f));
        List<Curve> single =
                curves.stream().filter(curve -> curve.steps().length == 1).toList();
        if (!single.isEmpty()) {
            scene.add(new Layer.Dots(all(single, true), all(single, false), color, Layer.Mark.DISC, 4));
        }
        scene.key(state.name().toLowerCase(Locale.ROOT), Colors.of(state), Layer.Mark.LINE);
    }

    private static Color color(TrialState state, int curves) {
        double opacity = Math.max(0.07, Math.min(0.9, 40.0 / curves));
        return switch (state) {
            case RUNNING -> Colors.faint(Colors.of(state), 0.9);
            case FAIL -> Colors.faint(Colors.of(state), Math.min(0.45, opacity));
            default -> Colors.faint(Colors.of(state), opacity);
        };
    }

    private static String text(IntermediateData data) {
        StringBuilder text = new StringBuilder();
        for (TrialState state : ORDER) {
            long count = data.curves().stream()
                    .filter(curve -> curve.state() == state)
                    .count();
            if (count > 0) {
                text.append("  ").append(count).append(' ').append(state.name().toLowerCase(Locale.ROOT));
                text.append(" with intermediate values\n");
            }
        }
        int from = Math.max(0, data.curves().size() - SHOWN);
        for (Curve curve : data.curves().subList(from, data.curves().size())) {
            int last = curve.steps().length - 1;
            text.append("  trial ").append(curve.trial()).append(": ");
            text.append(NumberText.of(curve.values()[last])).append(" at step ");
            text.append(NumberText.brief(curve.steps()[last])).append(", ");
            double[] sorted = curve.values().clone();
            Arrays.sort(sorted);
            text.append(NumberText.of(sorted[0])).append(" to ").append(NumberText.of(sorted[last]));
            text.append('\n');
        }
        return text.toString();
    }
}
