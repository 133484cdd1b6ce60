package io.trialog.notebook;

import io.trialog.internal.format.Texts;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A small picture of how a study came along: the values of complete trials as dots, the best so far as a line. */
final class HistoryChart {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 104;
    private static final int WIDTH_OF_DIGIT = 6;
    private static final int TOP = 8;
    private static final int BOTTOM = 20;
    private static final int MOST_DOTS = 250;

    /** So large a part of the values, the bad ones, may lie beyond the edge. */
    private static final double OUTLIERS = 0.1;

    private final double[] values;
    private final Direction direction;
    private final double low;
    private final double high;
    private final List<String> ends;
    private final int left;

    private HistoryChart(double[] values, Direction direction) {
        this.values = values;
        this.direction = direction;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = (int) (OUTLIERS * sorted.length);
        double from = sorted[direction == Direction.MAXIMIZE ? cut : 0];
        double to = sorted[direction == Direction.MAXIMIZE ? sorted.length - 1 : sorted.length - 1 - cut];
        double pad = to > from ? 0 : Math.max(1e-12, Math.abs(from) * 0.01);
        this.low = from - pad;
        this.high = to + pad;
        this.ends = NumberText.apart(low, high);
        this.left =
                10 + WIDTH_OF_DIGIT * Math.max(ends.get(0).length(), ends.get(1).length());
    }

    /** An SVG picture; empty while fewer than two complete trials have a finite value. */
    static String svg(StudyView view) {
        double[] values = new double[view.finishedCount()];
        int n = 0;
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE
                    && Double.isFinite(trial.value())
                    && !view.isVoided(trial.number())) {
                values[n++] = trial.value();
            }
        }
        return n < 2
                ? ""
                : new HistoryChart(Arrays.copyOf(values, n), view.settings().direction()).draw(view);
    }

    private String draw(StudyView view) {
        String metric = view.settings().metric();
        Html svg = new Html();
        svg.openWith(
                "svg",
                Map.of(
                        "viewBox",
                        "0 0 " + WIDTH + " " + HEIGHT,
                        "width",
                        String.valueOf(WIDTH),
                        "height",
                        String.valueOf(HEIGHT),
                        "role",
                        "img",
                        "aria-label",
                        "History of " + metric));
        svg.element("title", "", metric + " of " + values.length + " complete trials in the order of their ends");
        boolean several = view.settings().metrics().size() > 1;
        frame(svg, several ? Texts.shortened(metric) + " of complete trials" : "complete trials");
        dots(svg);
        line(svg);
        return svg.close("svg").toString();
    }

    private void frame(Html svg, String what) {
        int base = HEIGHT - BOTTOM;
        svg.raw(format(
                "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"currentColor\" opacity=\".4\"/>",
                left, TOP - 4, base, WIDTH));
        label(svg, left - 5, TOP + 5, "end", ends.get(1));
        label(svg, left - 5, base, "end", ends.get(0));
        label(svg, left, HEIGHT - 6, "start", "1");
        label(svg, WIDTH, HEIGHT - 6, "end", String.valueOf(values.length));
        label(svg, (left + WIDTH) / 2, HEIGHT - 6, "middle", what);
    }

    private static void label(Html svg, int x, int y, String anchor, String text) {
        svg.raw(format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor))
                .text(text)
                .close("text");
    }

    private void dots(Html svg) {
        StringBuilder path = new StringBuilder();
        double stride = Math.max(1, values.length / (double) MOST_DOTS);
        for (double next = 0; next < values.length; next += stride) {
            int i = (int) next;
            path.append(format("M%.1f %.1fh0", x(i), y(values[i])));
        }
        svg.raw("<path d=\"" + path + "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"4.4\""
                + " stroke-linecap=\"round\" opacity=\".5\"/>");
    }

    private void line(Html svg) {
        double best = values[0];
        StringBuilder path = new StringBuilder(format("M%.1f %.1f", x(0), y(best)));
        for (int i = 1; i < values.length; i++) {
            if (direction.better(values[i], best)) {
                best = values[i];
                path.append(format("H%.1fV%.1f", x(i), y(best)));
            }
        }
        path.append(format("H%.1f", x(values.length - 1)));
        svg.raw("<path d=\"" + path
                + "\" fill=\"none\" style=\"stroke:var(--tl-complete,#0072b2)\" stroke-width=\"1.8\"/>");
    }

    private double x(int i) {
        return left + 4 + (WIDTH - left - 8) * (i / (double) Math.max(1, values.length - 1));
    }

    private double y(double value) {
        double part = (Math.min(high, Math.max(low, value)) - low) / (high - low);
        return HEIGHT - BOTTOM - 3 - (HEIGHT - TOP - BOTTOM - 3) * part;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
