package io.trialog.internal.sampler.random;

import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;

/** Provides the sampler {@code random}. */
public final class RandomProvider implements SamplerProvider {

    @Override
    public String type() {
        return "random";
    }

    @Override
    public Limits limits() {
        return Limits.ANY_OBJECTIVES;
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new RandomSampler(random);
    }
}
