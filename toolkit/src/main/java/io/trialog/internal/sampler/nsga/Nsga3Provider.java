package io.trialog.internal.sampler.nsga;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code nsga3}. */
public final class Nsga3Provider implements SamplerProvider {

    @Override
    public String type() {
        return "nsga3";
    }

    @Override
    public List<Option> options() {
        return NsgaOptions.NSGA3;
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        NsgaOptions all = NsgaOptions.of(type(), options);
        return new NsgaSampler(all, new NichedSurvival(NsgaOptions.divisions(options), all.population()), random);
    }
}
