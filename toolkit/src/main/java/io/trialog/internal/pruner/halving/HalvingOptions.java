package io.trialog.internal.pruner.halving;

import io.trialog.spi.Option;

/** The options that successive halving and Hyperband share. */
final class HalvingOptions {

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

    static void noBootstrapWithAuto(int bootstrapCount, String option, boolean auto) {
        if (bootstrapCount > 0 && auto) {
            throw new IllegalArgumentException(
                    "A pruner with bootstrap_count (" + bootstrapCount + ") must have a fixed " + option
                            + ", but it is auto.\nMaybe give " + option + " a number, or leave bootstrap_count out.");
        }
    }
}
