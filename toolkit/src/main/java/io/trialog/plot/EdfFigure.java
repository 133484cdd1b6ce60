package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.EdfData;
import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.NumberText;
import java.awt.Color;

/** Which fraction of the trials has at most a value. */
final class EdfFigure {

    private static final double[] SHOWN = {0, 0.25, 0.5, 0.75, 1};

    private EdfFigure() {}

    static Plot plot(String study, EdfData data, int trials) {
        if (data.values().length == 0) {
            return Plot.missing(Missing.values(study, data.metric(), trials));
        }
        int count = data.values().length;
        ValueRange range = ValueRange.of(data.direction(), data.values());
        Axis x = range.axis(data.metric());
        Axis y = Axis.ofNumbers("fraction of trials", false, 0, 1);
        Scene scene = new Scene(x, y).add(stair(data, x, Colors.BLUE));
        String title = "Distribution of " + data.metric() + " over " + Missing.count(count) + " of '" + study + "'";
        return Plot.of(Figure.of(title, scene, Missing.notes(range)), text(data));
    }

    static Layer.Path stair(EdfData data, Axis x, Color color) {
        int count = data.values().length;
        double[] across = new double[2 * count + 2];
        double[] up = new double[2 * count + 2];
        across[0] = x.from();
        for (int i = 0; i < count; i++) {
            across[2 * i + 1] = x.inside(data.values()[i]);
            up[2 * i + 1] = (double) i / count;
            across[2 * i + 2] = across[2 * i + 1];
            up[2 * i + 2] = (i + 1.0) / count;
        }
        across[2 * count + 1] = x.to();
        up[2 * count + 1] = 1;
        return new Layer.Path(across, up, color, 2);
    }

    private static String text(EdfData data) {
        StringBuilder text = new StringBuilder();
        for (double fraction : SHOWN) {
            text.append("  ").append(Math.round(100 * fraction)).append(" % of the trials: at most ");
            text.append(NumberText.of(data.quantile(fraction))).append('\n');
        }
        return text.toString().replace("  0 % of the trials: at most", "  the smallest:");
    }
}
