package io.trialog.notebook;

import io.trialog.internal.format.Texts;
import io.trialog.status.StudyProgress;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A picture of the intermediate values of running trials, with those of the best trial in gray. */
final class CurvesChart {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 150;
    private static final int MOST_CURVES = 6;
    private static final int MOST_POINTS = 40;

    private CurvesChart() {}

    /** An image element; empty while no running trial has two finite values. */
    static String image(StudyProgress progress) {
        StudyView view = progress.view();
        List<Reports> running = view.running().stream()
                .map(TrialRecord::reports)
                .filter(reports -> finite(reports).limit(2).count() == 2)
                .limit(MOST_CURVES)
                .toList();
        if (running.isEmpty()) {
            return "";
        }
        TrialRecord best = view.best();
        List<Reports> all = new ArrayList<>(running);
        if (best != null) {
            all.add(best.reports());
        }
        double low = all.stream().flatMapToDouble(CurvesChart::finite).min().orElse(0);
        double high = all.stream().flatMapToDouble(CurvesChart::finite).max().orElse(1);
        double pad = high > low ? 0 : Math.max(1e-12, Math.abs(low) * 0.01);
        String title = Texts.shortened(view.settings().metric()) + " of running trials"
                + (best == null || best.reports().isEmpty() ? "" : ", the best in gray");
        ChartSvg svg =
                new ChartSvg(WIDTH, HEIGHT, title, low - pad, high + pad, NumberText.apart(low - pad, high + pad));
        long from = all.stream()
                .filter(each -> !each.isEmpty())
                .mapToLong(Reports::firstStep)
                .min()
                .orElse(0);
        long to = Math.max(
                from + 1, all.stream().mapToLong(Reports::lastStep).max().orElse(1));
        svg.below(String.valueOf(from), "step", String.valueOf(to));
        if (best != null) {
            svg.path(curve(svg, best.reports(), from, to), "#7f7f7f", 1.4, 0.8);
        }
        running.forEach(reports -> svg.path(curve(svg, reports, from, to), Style.color("running"), 1.6, 1));
        return svg.image(title);
    }

    private static DoubleStream finite(Reports reports) {
        return DoubleStream.iterate(0, i -> i < reports.size(), i -> i + 1)
                .map(i -> reports.value((int) i))
                .filter(Double::isFinite);
    }

    private static String curve(ChartSvg svg, Reports reports, long from, long to) {
        StringBuilder path = new StringBuilder();
        double stride = Math.max(1, reports.size() / (double) MOST_POINTS);
        for (double next = 0; next < reports.size(); next += stride) {
            int i = (int) next;
            if (Double.isFinite(reports.value(i))) {
                double x = svg.x((reports.step(i) - from) / (double) (to - from));
                path.append(ChartSvg.format("%s%.0f %.1f", path.isEmpty() ? "M" : "L", x, svg.y(reports.value(i))));
            }
        }
        return path.toString();
    }
}
