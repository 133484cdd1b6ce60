package io.trialog.internal.sampler.random;

import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;

/**
 * Provides the sampler {@code random}. Its rules draw the same values. By rule 2 they stand in the ask, also those of parameters
 * that are suggested while a trial runs, as far as the last finished trial had them.
 */
public final class RandomProvider implements SamplerProvider {

    @Override
    public String type() {
        return "random";
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public int rule() {
        return 2;
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new RandomSampler(random, options.rule() > 1);
    }
}
