package io.trialog.internal.sampler.nsga;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code nsga2}. */
public final class Nsga2Provider implements SamplerProvider {

    @Override
    public String type() {
        return "nsga2";
    }

    @Override
    public List<Option> options() {
        return NsgaOptions.NSGA2;
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new NsgaSampler(NsgaOptions.of(type(), options), new CrowdedSurvival(), random);
    }
}
