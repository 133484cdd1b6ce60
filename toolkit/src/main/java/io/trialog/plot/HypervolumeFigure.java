package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.HypervolumeData;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.NumberText;
import java.util.List;
import java.util.stream.Collectors;

/** The hypervolume of the Pareto front over trial numbers. */
final class HypervolumeFigure {

    private static final int SHOWN = 8;

    private HypervolumeFigure() {}

    static Plot plot(String study, HypervolumeData data, int trials) {
        if (data.volumes().isEmpty()) {
            return Plot.missing(
                    data.last() < 0
                            ? Missing.values(study, "value of every objective", trials)
                            : "No trial of the study '" + study + "' is better than the reference point "
                                    + point(data.reference()) + " in every objective, so there is nothing to draw.");
        }
        Axis x = Axis.ofNumbers("trial", true, 0, Math.max(1, data.last()));
        Axis y = Axis.ofNumbers("hypervolume", false, 0, last(data));
        Scene scene = new Scene(x, y).add(stair(data, x));
        String title = "Hypervolume of the Pareto front of '" + study + "'";
        String note = "Up to the reference point " + point(data.reference()) + ".";
        return Plot.of(Figure.of(title, scene, List.of(note)), text(data, note));
    }

    private static double last(HypervolumeData data) {
        return data.volumes().get(data.volumes().size() - 1);
    }

    private static Layer.Path stair(HypervolumeData data, Axis x) {
        int count = data.volumes().size();
        double[] across = new double[2 * count + 1];
        double[] up = new double[2 * count + 1];
        for (int i = 0; i < count; i++) {
            across[2 * i] = data.trials().get(i);
            across[2 * i + 1] = across[2 * i];
            up[2 * i] = i == 0 ? 0 : data.volumes().get(i - 1);
            up[2 * i + 1] = data.volumes().get(i);
        }
        across[2 * count] = x.high();
        up[2 * count] = last(data);
        return new Layer.Path(across, up, Colors.BLUE, 2);
    }

    private static String point(List<Double> reference) {
        return reference.stream().map(NumberText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(HypervolumeData data, String note) {
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, data.volumes().size() - SHOWN);
        for (int i = from; i < data.volumes().size(); i++) {
            text.append("  from trial ").append(data.trials().get(i)).append(" on: ");
            text.append(NumberText.of(data.volumes().get(i))).append('\n');
        }
        return text.append("  ").append(note).toString();
    }
}
