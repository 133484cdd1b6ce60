package io.trialog.internal.analysis;

import io.trialog.internal.analysis.forest.Feature;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of trials as columns of a forest; what has a single value is left out. */
final class ForestColumns {

    private static final double LEAST_CHANCE = 1e-9;

    private ForestColumns() {}

    static List<Feature> of(List<TrialRecord> trials) {
        List<Feature> columns = new ArrayList<>();
        for (String name : TrialChoice.names(trials)) {
            Feature column = of(name, trials);
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** The last kind that a parameter had counts; a trial that has it with another kind does not. */
    private static @Nullable Feature of(String name, List<TrialRecord> trials) {
        Distribution last = null;
        for (TrialRecord trial : trials) {
            Distribution distribution = trial.distribution(name);
            last = distribution == null ? last : distribution;
        }
        Distribution kind = Objects.requireNonNull(last);
        double[] values = new double[trials.size()];
        for (int i = 0; i < values.length; i++) {
            Distribution own = trials.get(i).distribution(name);
            values[i] =
                    own != null && kind.isCompatibleWith(own) ? trials.get(i).internal(name) : Double.NaN;
        }
        if (Arrays.stream(values).filter(v -> !Double.isNaN(v)).distinct().count() < 2) {
            return null;
        }
        return kind instanceof CategoricalDistribution categorical
                ? new Feature(name, values, chances(categorical))
                : number(name, values, trials, kind);
    }

    private static double[] chances(CategoricalDistribution distribution) {
        double[] chances = new double[distribution.choices().size()];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = distribution.probabilities().isEmpty()
                    ? 1
                    : Math.max(LEAST_CHANCE, distribution.probabilities().get(i));
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(chance -> chance / sum).toArray();
    }

    /** From the lowest to the highest bound that the parameter had. */
    private static Feature number(String name, double[] values, List<TrialRecord> trials, Distribution kind) {
        Span all = Span.of(kind);
        for (int i = 0; i < values.length; i++) {
            Distribution own = trials.get(i).distribution(name);
            all = own == null || Double.isNaN(values[i]) ? all : all.with(Span.of(own));
        }
        Span span = all;
        return new Feature(name, Arrays.stream(values).map(span::place).toArray(), new double[0]);
    }

    /** Where values lie, on their scale; half a step more on either side of a grid, so that its ends are as likely as the rest. */
    private record Span(double low, double high, boolean log) {

        static Span of(Distribution distribution) {
            if (distribution instanceof FloatDistribution d) {
                return of(d.low(), d.high(), d.log() ? 0 : d.step(), d.log());
            } else if (distribution instanceof IntDistribution d) {
                return of((double) d.low(), (double) d.high(), (double) d.step(), d.log());
            } else if (distribution instanceof NormalDistribution d) {
                return of(d.low(), d.high(), 0, d.log());
            }
            throw new IllegalArgumentException("The distribution must be numeric, but is " + distribution + ".");
        }

        private static Span of(double low, double high, double step, boolean log) {
            double from = low - step / 2;
            double to = high + step / 2;
            return log
                    ? new Span(StrictMath.log(from > 0 ? from : low), StrictMath.log(to), true)
                    : new Span(from, to, false);
        }

        Span with(Span other) {
            return new Span(Math.min(low, other.low), Math.max(high, other.high), log);
        }

        double place(double value) {
            double scaled = log ? StrictMath.log(value) : value;
            return Double.isNaN(value) ? value : Math.max(0, Math.min(1, (scaled - low) / (high - low)));
        }
    }
}
