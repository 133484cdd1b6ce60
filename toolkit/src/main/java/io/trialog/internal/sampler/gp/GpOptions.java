package io.trialog.internal.sampler.gp;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be set of a {@link GpSampler}.
 *
 * @param rule 1 or 2: by rule 2, several objectives are handled, failures teach by {@link
 *     io.trialog.internal.sampler.FailureLessons}, and a missing constraint counts as the worst
 * @param startupTrials how many trials must be COMPLETE or PRUNED before the model is used
 * @param quasiRandomStart whether the trials until then are Sobol points, not random ones
 * @param deterministic whether equal parameters give equal values, so that the model has no noise
 * @param pruned whether PRUNED trials count with their last value
 * @param failures whether it is learned where trials fail
 */
record GpOptions(
        int rule,
        int startupTrials,
        boolean quasiRandomStart,
        boolean deterministic,
        boolean pruned,
        boolean failures) {

    /** The newest rule. */
    static final int RULE = 2;

    /** How many objectives can be handled together. */
    static final int MOST_OBJECTIVES = 3;

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String STARTUP = "startup";
    private static final String DETERMINISTIC = "deterministic";
    private static final String PRUNED = "pruned";
    private static final String SOBOL = "sobol";

    private static final String FAILURES = "failures";

    private static final List<Option> FIRST = List.of(
            Option.count(STARTUP_TRIALS, 10, "Use no model until this many trials are COMPLETE or PRUNED."),
            Option.word(
                    STARTUP,
                    List.of("random", SOBOL),
                    "random",
                    "Where the first trials come from: at random, or Sobol points."),
            Option.flag(DETERMINISTIC, false, "Whether equal parameters always give equal values, without noise."),
            Option.flag(PRUNED, true, "Learn from the last value of pruned trials, too."));

    private static final List<Option> ALL = all();

    private static List<Option> all() {
        List<Option> options = new ArrayList<>(FIRST);
        options.add(Option.flag(FAILURES, true, "Learn where trials fail, and keep away from there."));
        return List.copyOf(options);
    }

    /** The options that a rule knows. */
    static List<Option> options(int rule) {
        return rule == 1 ? FIRST : ALL;
    }

    static GpOptions of(OptionValues values) {
        return new GpOptions(
                values.rule(),
                values.count(STARTUP_TRIALS),
                values.text(STARTUP).equals(SOBOL),
                values.flag(DETERMINISTIC),
                values.flag(PRUNED),
                values.rule() == 1 || values.flag(FAILURES));
    }
}
