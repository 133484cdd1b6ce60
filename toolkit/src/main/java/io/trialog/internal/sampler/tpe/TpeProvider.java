package io.trialog.internal.sampler.tpe;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code tpe}. */
public final class TpeProvider implements SamplerProvider {

    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String CANDIDATES = "candidates";
    private static final String MULTIVARIATE = "multivariate";
    private static final String CONSTANT_LIAR = "constant_liar";

    private static final List<Option> OPTIONS = List.of(
            Option.count(
                    STARTUP_TRIALS,
                    TpeOptions.DEFAULTS.startupTrials(),
                    "Draw at random until this many trials are COMPLETE or PRUNED."),
            Option.positive(
                    CANDIDATES,
                    TpeOptions.DEFAULTS.candidates(),
                    "Draw this many points from the model and take the best of them."),
            Option.flag(
                    MULTIVARIATE,
                    TpeOptions.DEFAULTS.multivariate(),
                    "Draw the parameters together (true) or one by one (false)."),
            Option.flag(
                    CONSTANT_LIAR,
                    TpeOptions.DEFAULTS.constantLiar(),
                    "Count running trials as bad ones, so that parallel trials keep apart."));

    @Override
    public String type() {
        return "tpe";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        TpeOptions chosen = new TpeOptions(
                options.count(STARTUP_TRIALS),
                options.count(CANDIDATES),
                options.flag(MULTIVARIATE),
                options.flag(CONSTANT_LIAR));
        return new TpeSampler(chosen, random);
    }
}
