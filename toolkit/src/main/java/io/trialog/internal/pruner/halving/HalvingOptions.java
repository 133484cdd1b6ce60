package io.trialog.internal.pruner.halving;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;

/** The options that successive halving and Hyperband share. */
final class HalvingOptions {

    /** The newest rule: it expects a horizon. */
    static final int RULE = 2;

    static final String MIN_RESOURCE = "min_resource";
    static final String MAX_RESOURCE = "max_resource";
    static final String REDUCTION_FACTOR = "reduction_factor";
    static final String MIN_EARLY_STOPPING_RATE = "min_early_stopping_rate";
    static final String BOOTSTRAP_COUNT = "bootstrap_count";

    private HalvingOptions() {}

    static Option reductionFactor(int defaultValue) {
        return Option.factor(
                REDUCTION_FACTOR, defaultValue, "At each rung, the best 1 of this many goes on; rungs grow by it.");
    }

    static Option bootstrapCount() {
        return Option.count(BOOTSTRAP_COUNT, 0, "Stop the first trials of a rung, as many as this.");
    }

    static Watch watch(OptionValues options) {
        return options.rule() == 1 ? Watch.OBJECTIVE : Watch.of(options);
    }

    static Horizon horizon(OptionValues options, Watch watch) {
        return options.rule() == 1 ? Horizon.UNKNOWN : Horizon.of(options, watch);
    }

    static Halving halving(OptionValues options, Watch watch, String measured) {
        int bootstrapCount = options.count(BOOTSTRAP_COUNT);
        if (bootstrapCount > 0 && options.integerOrAuto(measured).isEmpty()) {
            throw new IllegalArgumentException("A pruner with bootstrap_count (" + bootstrapCount
                    + ") must have a fixed " + measured + ", but it is " + options.text(measured) + ".\nMaybe give "
                    + measured + " a number, or leave bootstrap_count out.");
        }
        return new Halving(watch, options.count(REDUCTION_FACTOR), bootstrapCount);
    }
}
