package io.trialog.internal.pruner.percentile;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import java.util.List;

/** The options that the median rule and the percentile rule share. */
final class PercentileOptions {

    /** The newest rule: it expects a horizon. */
    static final int RULE = 2;

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String WARMUP_STEPS = "warmup_steps";
    private static final String INTERVAL_STEPS = "interval_steps";
    private static final String MIN_TRIALS = "min_trials";

    private static final Option INTERVAL =
            Option.positive(INTERVAL_STEPS, 1, "Decide once per interval of this many steps.");
    private static final Option LEAST =
            Option.positive(MIN_TRIALS, 1, "Decide at a step only if this many COMPLETE trials reported it.");

    /** By rule 1, the one of Trialog 0.1. */
    private static final List<Option> FIRST = List.of(
            Option.count(STARTUP_TRIALS, 5, "Prune nothing until this many trials are COMPLETE."),
            Option.count(WARMUP_STEPS, 0, "Prune nothing below this step."),
            INTERVAL,
            LEAST);

    private static final List<Option> NEWEST = List.of(
            Option.count(STARTUP_TRIALS, 5, "Prune nothing until this many trials with reports are COMPLETE."),
            Option.countOrAuto(
                    WARMUP_STEPS,
                    "Prune nothing below this step; auto is a fifth of the horizon, counted from the trial's first step."),
            INTERVAL,
            LEAST,
            Horizon.MAX_STEPS,
            Watch.METRIC,
            Watch.MODE);

    private PercentileOptions() {}

    static List<Option> of(int rule) {
        return rule == 1 ? FIRST : NEWEST;
    }

    static Pruner pruner(double percentile, OptionValues options) {
        Watch watch = options.rule() == 1 ? Watch.OBJECTIVE : Watch.of(options);
        Gates gates = new Gates(
                options.rule(),
                options.count(STARTUP_TRIALS),
                options.integerOrAuto(WARMUP_STEPS),
                options.integer(INTERVAL_STEPS),
                options.count(MIN_TRIALS));
        Horizon horizon = options.rule() == 1 ? Horizon.UNKNOWN : Horizon.of(options, watch);
        return new PercentilePruner(percentile, gates, watch, horizon);
    }
}
