package io.trialog.plot;

import io.trialog.internal.analysis.Axis;
import io.trialog.internal.analysis.TimelineData;
import io.trialog.internal.analysis.TimelineData.Bar;
import io.trialog.internal.paint.Colors;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.Layer;
import io.trialog.internal.paint.Scene;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** When each trial ran: one bar per trial, time across. */
final class TimelineFigure {

    private static final int HIGH = 20_000;

    private TimelineFigure() {}

    /** A unit of time: its name and its length in seconds. */
    private record Unit(String name, double seconds) {

        static Unit of(double seconds) {
            if (seconds < 180) {
                return new Unit(seconds < 0.5 ? "ms" : "s", seconds < 0.5 ? 1e-3 : 1);
            }
            return seconds < 3 * 3600
                    ? new Unit("min", 60)
                    : seconds < 3 * 86_400 ? new Unit("h", 3600) : new Unit("days", 86_400);
        }
    }

    static Plot plot(String study, TimelineData data, int trials) {
        if (data.bars().isEmpty()) {
            return Plot.missing(
                    trials == 0
                            ? Missing.trials(study)
                            : "No trial of the study '" + study + "' has started yet, so there is nothing to draw.");
        }
        Unit unit = Unit.of(seconds(data.from(), data.to()));
        String start = data.from().toString().substring(0, 19).replace('T', ' ');
        Axis x = Axis.ofNumbers(
                "time since " + start + " UTC (" + unit.name() + ")",
                false,
                0,
                seconds(data.from(), data.to()) / unit.seconds());
        Axis y = Axis.ofNumbers(
                "trial", true, data.bars().stream().mapToDouble(Bar::trial).toArray());
        Scene scene =
                new Scene(x, new Axis("trial", Axis.Scale.LINEAR, true, y.low() - 0.5, y.high() + 0.5, List.of()));
        for (TrialState state : TrialState.values()) {
            bars(scene, data, state, unit);
        }
        int height = Math.min(
                HIGH,
                Math.max(Figure.HEIGHT, Math.min(900, 120 + 8 * data.bars().size())));
        Figure figure = Figure.of("Timeline of '" + study + "'", scene, List.of());
        return Plot.of(figure.sized(Figure.WIDTH, height), text(data));
    }

    private static void bars(Scene scene, TimelineData data, TrialState state, Unit unit) {
        List<Bar> bars =
                data.bars().stream().filter(bar -> bar.state() == state).toList();
        if (bars.isEmpty()) {
            return;
        }
        double[] from = new double[bars.size()];
        double[] to = new double[bars.size()];
        double[] y = new double[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            from[i] = seconds(data.from(), bars.get(i).start()) / unit.seconds();
            to[i] = seconds(data.from(), bars.get(i).end()) / unit.seconds();
            y[i] = bars.get(i).trial();
        }
        scene.add(new Layer.Bars(from, to, y, 0.75, Colors.of(state), List.of()));
        scene.key(state.name().toLowerCase(Locale.ROOT), Colors.of(state), Layer.Mark.BAR);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static String text(TimelineData data) {
        List<String> lines = new ArrayList<>();
        lines.add("  from " + data.from() + " to " + data.to());
        for (TrialState state : TrialState.values()) {
            double[] lengths = data.bars().stream()
                    .filter(bar -> bar.state() == state)
                    .mapToDouble(bar -> seconds(bar.start(), bar.end()))
                    .sorted()
                    .toArray();
            if (lengths.length > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %d %s: median %.3f s, longest %.3f s",
                        lengths.length,
                        state.name().toLowerCase(Locale.ROOT),
                        lengths[lengths.length / 2],
                        lengths[lengths.length - 1]));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
