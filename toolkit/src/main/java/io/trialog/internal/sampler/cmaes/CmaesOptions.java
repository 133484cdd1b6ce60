package io.trialog.internal.sampler.cmaes;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/**
 * What can be set of a {@link CmaesSampler}.
 *
 * @param form which covariance is learned, and how grids are treated
 * @param startupTrials how many trials must be COMPLETE or PRUNED before the first run
 * @param sigma the standard deviation of the first generation, as a share of each range
 * @param population how many draws make a generation; 0 for {@code 4 + 3 ln(d)}
 * @param restarts whether a run that has converged is followed by one with twice as many draws
 * @param warmStart whether a run begins from the trials before it
 */
record CmaesOptions(Form form, int startupTrials, double sigma, int population, boolean restarts, boolean warmStart) {

    /** Fewer draws have no parents to speak of. */
    private static final int FEWEST = 4;

    private static final String FORM = "form";
    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String SIGMA = "sigma";
    private static final String POPULATION = "population";
    private static final String RESTARTS = "restarts";
    private static final String WARM_START = "warm_start";

    static final List<Option> OPTIONS = List.of(
            Option.word(
                    FORM,
                    Form.names(),
                    Form.AUTO.text(),
                    "What is learned: a full covariance, one per parameter (`sep`), or a full one that keeps grids alive (`margin`)."),
            Option.count(STARTUP_TRIALS, 0, "Draw at random until this many trials are COMPLETE or PRUNED."),
            Option.fraction(SIGMA, 1.0 / 6, "The standard deviation at the beginning, as a share of each range."),
            Option.positiveOrAuto(
                    POPULATION, "Trials that end a generation, at least 4; `auto` is 4 + 3 ln(parameters)."),
            Option.flag(RESTARTS, true, "Begin again with twice as many draws when a run has converged (IPOP)."),
            Option.flag(WARM_START, true, "Begin from the best tenth of the trials before, if there are ten or more."));

    static CmaesOptions of(OptionValues values) {
        long population = values.integerOrAuto(POPULATION).orElse(0);
        if (population > 0 && population < FEWEST) {
            throw new IllegalArgumentException("The option 'population' of the sampler 'cmaes' must be at least "
                    + FEWEST + " or 'auto', but is " + population + ".");
        }
        return new CmaesOptions(
                Form.named(values.text(FORM)),
                values.count(STARTUP_TRIALS),
                values.number(SIGMA),
                (int) Math.min(Integer.MAX_VALUE / 1024, population),
                values.flag(RESTARTS),
                values.flag(WARM_START));
    }
}
