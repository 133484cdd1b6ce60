package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.study.Importances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shares of importance as bars. */
final class ImportanceFigure {

    private static final int ROW = 26;
    private static final int MOST = 40;

    private ImportanceFigure() {}

    static Plot plot(String study, Importances importances, int trials) {
        if (importances.shares().isEmpty()) {
            return Plot.missing(Missing.values(study, importances.metric(), trials));
        }
        List<Map.Entry<String, Double>> shares =
                importances.shares().entrySet().stream().limit(MOST).toList();
        int count = shares.size();
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        double[] from = new double[count];
        double[] to = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            // The largest stands on top, and places grow upwards.
            Map.Entry<String, Double> share = shares.get(count - 1 - i);
            names.add(share.getKey());
            texts.add(percent(share.getValue()));
            to[i] = share.getValue();
            y[i] = i;
        }
        double most = shares.get(0).getValue();
        Axis x = Axis.ofNumbers("share of importance (" + importances.method().title() + ")", false, 0, most * 1.08);
        Axis up = new Axis("parameter", Axis.Scale.CATEGORICAL, true, 0, count - 1.0, names);
        Scene scene = new Scene(x, up).add(new Layer.Bars(from, to, y, 0.62, Colors.BLUE, texts));
        String title = "Importance of parameters for " + importances.metric() + " in '" + study + "'";
        Figure figure = Figure.of(title, scene, notes(importances));
        return Plot.of(figure.sized(Figure.WIDTH, Math.max(240, 130 + ROW * count)), ImportanceText.of(importances));
    }

    private static List<String> notes(Importances importances) {
        List<String> notes = new ArrayList<>();
        if (!importances.pairs().isEmpty()) {
            Importances.Pair pair = importances.pairs().get(0);
            notes.add(String.format(
                    Locale.ROOT,
                    "Of the variance, single parameters explain %s; the strongest pair, %s and %s, %s more.",
                    percent(ImportanceText.alone(importances)),
                    pair.first(),
                    pair.second(),
                    percent(pair.share())));
        }
        if (importances.note() != null) {
            notes.add(importances.note());
        }
        if (importances.shares().size() > MOST) {
            notes.add(
                    "The " + MOST + " most important of " + importances.shares().size() + " parameters.");
        }
        return notes;
    }

    private static String percent(double share) {
        return ImportanceText.percent(share);
    }
}
