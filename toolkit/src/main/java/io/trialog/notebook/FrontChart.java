package io.trialog.notebook;

import io.trialog.internal.format.Texts;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A picture of the first two objectives of a study: the trials on the Pareto front stand out among the newest of the others.
 * Values that are far worse than the front stand at the edge.
 */
final class FrontChart {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 190;
    private static final int MOST_DOTS = 200;

    /** So large a part of the values, the bad ones, may lie beyond the edge. */
    private static final double OUTLIERS = 0.05;

    private final Settings settings;
    private final List<TrialRecord> complete;
    private final double[] across;
    private final double[] up;

    private FrontChart(Settings settings, List<TrialRecord> complete) {
        this.settings = settings;
        this.complete = complete;
        this.across = range(0);
        this.up = range(1);
    }

    /** An image element; empty while fewer than two complete trials have finite values. */
    static String image(StudyView view) {
        List<TrialRecord> complete = new ArrayList<>();
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE
                    && !view.isVoided(trial.number())
                    && trial.values().size() > 1
                    && trial.values().stream().allMatch(Double::isFinite)) {
                complete.add(trial);
            }
        }
        Set<Integer> front = view.bestTrials().stream().map(TrialRecord::number).collect(Collectors.toSet());
        return complete.size() < 2 ? "" : new FrontChart(view.settings(), complete).draw(front);
    }

    /** The values of an objective, without the worst ones. */
    private double[] range(int objective) {
        double[] sorted = complete.stream()
                .mapToDouble(trial -> trial.values().get(objective))
                .sorted()
                .toArray();
        int cut = (int) (OUTLIERS * sorted.length);
        boolean max = settings.directions().get(objective) == Direction.MAXIMIZE;
        double low = sorted[max ? cut : 0];
        double high = sorted[max ? sorted.length - 1 : sorted.length - 1 - cut];
        double pad = high > low ? 0 : Math.max(1e-12, Math.abs(low) * 0.01);
        return new double[] {low - pad, high + pad};
    }

    private String title(int objective) {
        return Texts.shortened(settings.metrics().get(objective)) + " ("
                + settings.directions().get(objective).name().toLowerCase(Locale.ROOT) + ")";
    }

    private String draw(Set<Integer> front) {
        ChartSvg svg = new ChartSvg(WIDTH, HEIGHT, title(1), up[0], up[1], NumberText.apart(up));
        List<String> ends = NumberText.apart(across);
        svg.below(ends.get(0), title(0), ends.get(1));
        List<TrialRecord> others = complete.stream()
                .filter(trial -> !front.contains(trial.number()))
                .toList();
        svg.path(dots(svg, others.subList(Math.max(0, others.size() - MOST_DOTS), others.size())), "#7f7f7f", 4, 0.5);
        List<TrialRecord> best = complete.stream()
                .filter(trial -> front.contains(trial.number()))
                .toList();
        svg.path(dots(svg, best.subList(Math.max(0, best.size() - MOST_DOTS), best.size())), Style.COMPLETE, 6, 1);
        return svg.image("Pareto front of " + title(0) + " and " + title(1) + ": " + front.size() + " of "
                + Texts.count(complete.size(), "complete trial"));
    }

    private String dots(ChartSvg svg, List<TrialRecord> trials) {
        StringBuilder dots = new StringBuilder();
        for (TrialRecord trial : trials) {
            double value =
                    Math.min(across[1], Math.max(across[0], trial.values().get(0)));
            double x = svg.x((value - across[0]) / (across[1] - across[0]));
            dots.append(ChartSvg.format("M%.1f %.1fh0", x, svg.y(trial.values().get(1))));
        }
        return dots.toString();
    }
}
