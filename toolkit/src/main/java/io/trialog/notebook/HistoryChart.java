package io.trialog.notebook;

import io.trialog.internal.format.Texts;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;

/**
 * A picture of how a study came along: the values of complete trials as dots, the best so far as a line. Pruned trials, and
 * values that are far off, stand at the edge of the bad values.
 */
final class HistoryChart {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 150;
    private static final int MOST_DOTS = 200;

    /** So large a part of the values, the bad ones, may lie beyond the edge. */
    private static final double OUTLIERS = 0.1;

    /** Values in the order of the trials' ends; NaN for a pruned trial. */
    private final double[] values;

    private final int complete;
    private final Direction direction;
    private final double bad;
    private final ChartSvg svg;

    private HistoryChart(double[] values, double[] sorted, StudyView view) {
        this.values = values;
        this.complete = sorted.length;
        this.direction = view.settings().direction();
        boolean max = direction == Direction.MAXIMIZE;
        int cut = (int) (OUTLIERS * sorted.length);
        double from = sorted[max ? cut : 0];
        double to = sorted[max ? sorted.length - 1 : sorted.length - 1 - cut];
        double pad = to > from ? 0 : Math.max(1e-12, Math.abs(from) * 0.01);
        this.bad = max ? from - pad : to + pad;
        String metric = Texts.shortened(view.settings().metric());
        this.svg = new ChartSvg(WIDTH, HEIGHT, metric, from - pad, to + pad, NumberText.apart(from - pad, to + pad));
    }

    /**
     * An image element; empty while fewer than two complete trials have a finite value. Of several objectives their front says
     * more than the history of one.
     */
    static String image(StudyView view) {
        if (view.settings().metrics().size() > 1) {
            return FrontChart.image(view);
        }
        double[] values = new double[view.finishedCount()];
        int n = 0;
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            boolean isComplete = trial.state() == TrialState.COMPLETE && Double.isFinite(trial.value());
            if ((isComplete || trial.state() == TrialState.PRUNED) && !view.isVoided(trial.number())) {
                values[n++] = isComplete ? trial.value() : Double.NaN;
            }
        }
        double[] all = Arrays.copyOf(values, n);
        double[] sorted = Arrays.stream(all)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length < 2
                ? ""
                : new HistoryChart(all, sorted, view).draw(view.settings().metric());
    }

    private String draw(String metric) {
        int pruned = values.length - complete;
        String trials =
                "trials in the order of their ends" + (pruned == 0 ? "" : ", " + pruned + " pruned at the edge");
        svg.below("1", trials, String.valueOf(values.length));
        marks();
        line();
        return svg.image("History of " + metric + ": " + complete + " complete " + trials);
    }

    private void marks() {
        StringBuilder dots = new StringBuilder();
        StringBuilder ticks = new StringBuilder();
        double stride = Math.max(1, values.length / (double) MOST_DOTS);
        for (double next = 0; next < values.length; next += stride) {
            int i = (int) next;
            if (Double.isNaN(values[i])) {
                ticks.append(ChartSvg.format("M%.0f %.0fv-5", x(i), svg.y(bad) + 2.5));
            } else {
                dots.append(ChartSvg.format("M%.1f %.1fh0", x(i), svg.y(values[i])));
            }
        }
        svg.path(ticks, Style.color("pruned"), 1.2, 0.9);
        svg.path(dots, "#7f7f7f", 4.4, 0.6);
    }

    private void line() {
        double best = Double.NaN;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) || !Double.isNaN(best) && !direction.better(values[i], best)) {
                continue;
            }
            path.append(ChartSvg.format(Double.isNaN(best) ? "M%.1f %.1f" : "H%.1fV%.1f", x(i), svg.y(values[i])));
            best = values[i];
        }
        path.append(ChartSvg.format("H%.1f", x(values.length - 1)));
        svg.path(path, Style.COMPLETE, 1.8, 1);
    }

    private double x(int i) {
        return svg.x(i / (double) Math.max(1, values.length - 1));
    }
}
