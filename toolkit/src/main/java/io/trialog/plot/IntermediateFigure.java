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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Curves of intermediate values, one color per state. */
final class IntermediateFigure {

    private static final List<TrialState> ORDER =
            List.of(TrialState.PRUNED, TrialState.FAIL, TrialState.COMPLETE, TrialState.RUNNING);
    private static final int SHOWN = 5;

    /** More points than these are not told apart, and make a large picture: some curves are left out then. */
    private static final int MOST_POINTS = 15_000;

    private static final int MOST_GRAY_POINTS = 5_000;
    private static final List<Color> MARKED =
            List.of(Colors.VERMILLION, Colors.BLUE, Colors.GREEN, Colors.PURPLE, Colors.ORANGE, Colors.SKY);

    private IntermediateFigure() {}

    /** The curves by state, or, if trials are marked, those among the gray others. */
    static Plot plot(String study, IntermediateData data, int trials, int... marked) {
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
        List<String> notes = new ArrayList<>(Missing.notes(range));
        if (marked.length > 0) {
            mark(scene, data.curves(), notes, marked);
        } else {
            byState(scene, some(data.curves(), MOST_POINTS, notes));
        }
        String title = "Intermediate values of " + data.metric() + " in '" + study + "'";
        return Plot.of(Figure.of(title, scene, notes), text(data));
    }

    /** Curves at equal distances, if all have more points than a picture should; a note tells it. */
    private static List<Curve> some(List<Curve> curves, int most, List<String> notes) {
        int points = curves.stream().mapToInt(curve -> curve.steps().length).sum();
        int stride = (points + most - 1) / most;
        if (stride <= 1) {
            return curves;
        }
        List<Curve> some = new ArrayList<>();
        for (int i = curves.size() - 1; i >= 0; i -= stride) {
            some.add(curves.get(i));
        }
        notes.add("Drawn are " + some.size() + " of " + curves.size() + " curves, at equal distances.");
        return some;
    }

    private static void byState(Scene scene, List<Curve> all) {
        for (TrialState state : ORDER) {
            List<Curve> curves =
                    all.stream().filter(curve -> curve.state() == state).toList();
            if (!curves.isEmpty()) {
                add(scene, curves, color(state, curves.size()), curves.size() > 200 ? 0.8f : 1.3f);
                scene.key(state.name().toLowerCase(Locale.ROOT), Colors.of(state), Layer.Mark.LINE);
            }
        }
    }

    private static void mark(Scene scene, List<Curve> all, List<String> notes, int... marked) {
        List<Curve> unmarked = all.stream()
                .filter(curve -> IntStream.of(marked).noneMatch(number -> number == curve.trial()))
                .toList();
        List<Curve> others = some(unmarked, MOST_GRAY_POINTS, notes);
        if (!others.isEmpty()) {
            double opacity = Math.max(0.15, Math.min(0.8, 40.0 / others.size()));
            add(scene, others, Colors.faint(Colors.MUTED, opacity), 1);
        }
        for (int i = marked.length - 1; i >= 0; i--) {
            int number = marked[i];
            List<Curve> one =
                    all.stream().filter(curve -> curve.trial() == number).toList();
            if (!one.isEmpty()) {
                add(scene, one, MARKED.get(i % MARKED.size()), 2.2f);
            }
        }
        for (int i = 0; i < marked.length; i++) {
            scene.key("trial " + marked[i], MARKED.get(i % MARKED.size()), Layer.Mark.LINE);
        }
        if (!others.isEmpty()) {
            scene.key("others", Colors.MUTED, Layer.Mark.LINE);
        }
    }

    private static double[] all(List<Curve> curves, boolean steps) {
        return curves.stream()
                .flatMapToDouble(curve -> DoubleStream.of(steps ? curve.steps() : curve.values()))
                .toArray();
    }

    /** Several curves are one broken line; a curve of one value is a dot. */
    private static void add(Scene scene, List<Curve> curves, Color color, float width) {
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
        scene.add(new Layer.Path(x, y, color, width));
        List<Curve> single =
                curves.stream().filter(curve -> curve.steps().length == 1).toList();
        if (!single.isEmpty()) {
            scene.add(new Layer.Dots(all(single, true), all(single, false), color, Layer.Mark.DISC, 4));
        }
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
