package io.trialog.internal.sampler.sobol;

import io.trialog.internal.sampler.QuasiRandomSampler;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code sobol}. */
public final class SobolProvider implements SamplerProvider {

    @Override
    public String type() {
        return "sobol";
    }

    @Override
    public List<String> aliases() {
        return List.of("qmc");
    }

    @Override
    public List<Option> options() {
        return List.of(QuasiRandomSampler.SCRAMBLE);
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return QuasiRandomSampler.sobol(random, options.flag(QuasiRandomSampler.SCRAMBLE.name()));
    }
}
