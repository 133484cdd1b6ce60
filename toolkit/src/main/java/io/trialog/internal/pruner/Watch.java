package io.trialog.internal.pruner;

import io.trialog.internal.fold.Watched;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The metric by which a pruner judges. Immutable.
 *
 * @param metric its name; {@code null} for the objective
 * @param mode which way is better; {@code null} for the goal of the study
 */
public record Watch(@Nullable String metric, @Nullable Direction mode) {

    /** Judges by the objective. */
    public static final Watch OBJECTIVE = new Watch(null, null);

    /** The option that names the metric. */
    public static final Option METRIC = Option.text(
            Watched.METRIC, null, "Judge by this reported metric in place of the objective; it needs `mode`.");

    private static final String MIN = "min";

    /** The option that says which way is better. */
    public static final Option MODE = Option.word("mode", List.of(MIN, "max"), null, "Which way `metric` is better.");

    /**
     * Returns what options ask for.
     *
     * @param options the options of a pruner that takes {@link #METRIC} and {@link #MODE}
     * @throws IllegalArgumentException if one stands without the other
     */
    public static Watch of(OptionValues options) {
        return of(
                options.has(METRIC.name()) ? options.text(METRIC.name()) : null,
                options.has(MODE.name()) ? options.text(MODE.name()) : null);
    }

    /**
     * Returns what two options ask for.
     *
     * @param metric the metric, or {@code null}
     * @param mode which way it is better, or {@code null}
     * @throws IllegalArgumentException if one stands without the other
     */
    public static Watch of(@Nullable String metric, @Nullable Object mode) {
        if (metric == null && mode == null) {
            return OBJECTIVE;
        }
        if (mode == null) {
            throw new IllegalArgumentException("A pruner that watches a metric of its own, '" + metric
                    + "', must have 'mode', but has none.\nMaybe mode: min, or mode: max.");
        }
        if (metric == null) {
            throw new IllegalArgumentException("A pruner with 'mode' (" + mode
                    + ") must have 'metric', but has none.\nMaybe leave mode out: the goal of the study holds for the"
                    + " objective.");
        }
        return new Watch(metric, mode.equals(MIN) ? Direction.MINIMIZE : Direction.MAXIMIZE);
    }

    /** Returns what a trial reported of the metric. */
    public Reports reports(StudyView view, TrialRecord trial) {
        return metric == null ? trial.reports() : Watched.reports(metric, view.settings(), trial);
    }

    /** Returns which way the metric is better. */
    public Direction direction(StudyView view) {
        return mode == null ? view.settings().direction() : mode;
    }

    /**
     * Decides about a trial by a rule, which is asked only where there is something to decide.
     *
     * @param rule decides about a trial with reports, in a study of one objective
     */
    public PruningDecision decide(StudyView view, int number, Function<Judged, PruningDecision> rule) {
        TrialRecord trial = view.trial(number);
        Judged judged = new Judged(view, trial, reports(view, trial), direction(view));
        int objectives = view.settings().directions().size();
        if (objectives > 1) {
            return judged.keep("no pruning in a study of " + objectives + " objectives");
        }
        return judged.reports().isEmpty() ? judged.keep("no report yet") : rule.apply(judged);
    }
}
