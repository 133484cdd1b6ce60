package io.trialog.internal.sampler.bruteforce;

import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;

/** Provides the sampler {@code brute_force}. */
public final class BruteForceProvider implements SamplerProvider {

    @Override
    public String type() {
        return "brute_force";
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, true);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new BruteForceSampler(random);
    }
}
