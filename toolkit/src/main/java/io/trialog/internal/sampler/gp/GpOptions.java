package io.trialog.internal.sampler.gp;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/**
 * What can be set of a {@link GpSampler}.
 *
 * @param startupTrials how many trials must be COMPLETE or PRUNED before the model is used
 * @param quasiRandomStart whether the trials until then are Sobol points, not random ones
 * @param deterministic whether equal parameters give equal values, so that the model has no noise
 * @param pruned whether PRUNED trials count with their last value
 */
record GpOptions(int startupTrials, boolean quasiRandomStart, boolean deterministic, boolean pruned) {

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String STARTUP = "startup";
    private static final String DETERMINISTIC = "deterministic";
    private static final String PRUNED = "pruned";
    private static final String SOBOL = "sobol";

    /** The options. */
    static final List<Option> ALL = List.of(
            Option.count(STARTUP_TRIALS, 10, "Use no model until this many trials are COMPLETE or PRUNED."),
            Option.word(
                    STARTUP,
                    List.of("random", SOBOL),
                    "random",
                    "Where the first trials come from: at random, or Sobol points."),
            Option.flag(DETERMINISTIC, false, "Whether equal parameters always give equal values, without noise."),
            Option.flag(PRUNED, true, "Learn from the last value of pruned trials, too."));

    static GpOptions of(OptionValues values) {
        return new GpOptions(
                values.count(STARTUP_TRIALS),
                values.text(STARTUP).equals(SOBOL),
                values.flag(DETERMINISTIC),
                values.flag(PRUNED));
    }
}
