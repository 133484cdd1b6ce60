package io.trialog.internal.sampler.tpe;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be set of a {@link TpeSampler}.
 *
 * @param rule 1, 2 or 3; see {@link Ties}, {@link Tried} and {@link Targets}
 * @param startupTrials how many trials must be COMPLETE or PRUNED before the model is used
 * @param quasiRandomStart whether the trials until then are Sobol points, not random ones
 * @param candidates how many points are drawn and compared per suggestion
 * @param multivariate whether parameters are drawn together (Optuna 5's default) or one by one (Optuna 4's)
 * @param group whether parameters that occur together are drawn together, group by group
 * @param constantLiar whether trials that are still running count as bad ones, so that parallel trials keep apart
 * @param gamma the share of the trials that counts as good
 * @param weights how much older trials weigh
 * @param failures whether it is learned where trials fail
 */
record TpeOptions(
        int rule,
        int startupTrials,
        boolean quasiRandomStart,
        int candidates,
        boolean multivariate,
        boolean group,
        boolean constantLiar,
        double gamma,
        Weights weights,
        boolean failures) {

    /** The newest rule. */
    static final int RULE = 3;

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String STARTUP = "startup";
    private static final String CANDIDATES = "candidates";
    private static final String MULTIVARIATE = "multivariate";
    private static final String GROUP = "group";
    private static final String CONSTANT_LIAR = "constant_liar";
    private static final String GAMMA = "gamma";
    private static final String WEIGHTS = "weights";
    private static final String FAILURES = "failures";
    private static final String SOBOL = "sobol";

    private static final List<Option> FIRST = List.of(
            Option.count(STARTUP_TRIALS, 10, "Draw at random until this many trials are COMPLETE or PRUNED."),
            Option.positive(CANDIDATES, 24, "Draw this many points from the model and take the best of them."),
            Option.flag(MULTIVARIATE, true, "Draw the parameters together (true) or one by one (false)."),
            Option.flag(CONSTANT_LIAR, true, "Count running trials as bad ones, so that parallel trials keep apart."));

    private static final List<Option> SECOND = second();
    private static final List<Option> ALL = all();

    /** The options with their defaults under the newest rule. */
    static final TpeOptions DEFAULTS = of(OptionValues.of("sampler 'tpe'", RULE, ALL, Map.of()));

    private static List<Option> all() {
        List<Option> options = new ArrayList<>(SECOND);
        options.add(Option.flag(FAILURES, false, "Learn where trials fail, and keep away from there."));
        return List.copyOf(options);
    }

    private static List<Option> second() {
        List<Option> options = new ArrayList<>(FIRST);
        options.add(Option.word(
                STARTUP,
                List.of("random", SOBOL),
                "random",
                "Where the first trials come from: at random, or Sobol points."));
        options.add(Option.flag(
                GROUP,
                true,
                "Draw together what occurs in the same trials (true), or only what every trial has (false)."));
        options.add(Option.fraction(GAMMA, 0.1, "The share of the trials that counts as good; at most 25 trials do."));
        options.add(Option.word(
                WEIGHTS,
                Weights.names(),
                Weights.OLD_DECAY.text(),
                "What trials before the last 25 weigh: less and less, the same, or nothing."));
        return List.copyOf(options);
    }

    /** Whether points that a trial has had already are left out; only groups tell whether all parameters are drawn together. */
    boolean skipsTried() {
        return rule > 1 && group;
    }

    /** Whether several objectives are handled, and constraints by densities of their own. */
    boolean handlesTargets() {
        return rule > 2;
    }

    /** The options that a rule knows. */
    static List<Option> options(int rule) {
        return rule == 1 ? FIRST : rule == 2 ? SECOND : ALL;
    }

    static TpeOptions of(OptionValues values) {
        boolean more = values.rule() > 1;
        return new TpeOptions(
                values.rule(),
                values.count(STARTUP_TRIALS),
                more && values.text(STARTUP).equals(SOBOL),
                values.count(CANDIDATES),
                values.flag(MULTIVARIATE),
                more && values.flag(GROUP),
                values.flag(CONSTANT_LIAR),
                more ? values.number(GAMMA) : 0.1,
                more ? Weights.named(values.text(WEIGHTS)) : Weights.OLD_DECAY,
                values.rule() > 2 && values.flag(FAILURES));
    }
}
