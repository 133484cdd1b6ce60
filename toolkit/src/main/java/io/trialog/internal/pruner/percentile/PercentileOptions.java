package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import java.util.List;

/** The options that the median rule and the percentile rule share. */
final class PercentileOptions {

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String WARMUP_STEPS = "warmup_steps";
    private static final String INTERVAL_STEPS = "interval_steps";
    private static final String MIN_TRIALS = "min_trials";

    static final List<Option> SHARED = List.of(
            Option.count(STARTUP_TRIALS, 5, "Prune nothing until this many trials are COMPLETE."),
            Option.count(WARMUP_STEPS, 0, "Prune nothing below this step."),
            Option.positive(INTERVAL_STEPS, 1, "Decide once per interval of this many steps."),
            Option.positive(MIN_TRIALS, 1, "Decide at a step only if this many COMPLETE trials reported it."));

    private PercentileOptions() {}

    static Pruner pruner(double percentile, OptionValues options) {
        return new PercentilePruner(
                percentile,
                options.count(STARTUP_TRIALS),
                options.integer(WARMUP_STEPS),
                options.integer(INTERVAL_STEPS),
                options.count(MIN_TRIALS));
    }
}
