package io.trialog.internal.pruner.threshold;

import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code threshold}. */
public final class ThresholdProvider implements PrunerProvider {

    private static final String LOWER = "lower";
    private static final String UPPER = "upper";
    private static final String WARMUP_STEPS = "warmup_steps";
    private static final String INTERVAL_STEPS = "interval_steps";

    private static final List<Option> OPTIONS = List.of(
            Option.number(LOWER, null, "Prune a trial whose newest value is below this."),
            Option.number(UPPER, null, "Prune a trial whose newest value is above this."),
            Option.count(WARMUP_STEPS, 0, "Prune nothing below this step."),
            Option.positive(INTERVAL_STEPS, 1, "Decide once per interval of this many steps."),
            Watch.METRIC,
            Watch.MODE);

    @Override
    public String type() {
        return "threshold";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        if (!options.has(LOWER) && !options.has(UPPER)) {
            throw new IllegalArgumentException(
                    "The pruner 'threshold' must have 'lower' or 'upper', but has neither.\nMaybe upper: 100.");
        }
        double lower = options.has(LOWER) ? options.number(LOWER) : Double.NEGATIVE_INFINITY;
        double upper = options.has(UPPER) ? options.number(UPPER) : Double.POSITIVE_INFINITY;
        if (lower > upper) {
            throw new IllegalArgumentException(
                    "The pruner 'threshold' must have a lower bound of at most its upper one, " + upper + ", but has "
                            + lower + ".");
        }
        return new ThresholdPruner(
                lower, upper, options.integer(WARMUP_STEPS), options.integer(INTERVAL_STEPS), Watch.of(options));
    }
}
