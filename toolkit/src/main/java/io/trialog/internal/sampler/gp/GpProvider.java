package io.trialog.internal.sampler.gp;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code gp}. */
public final class GpProvider implements SamplerProvider {

    @Override
    public String type() {
        return "gp";
    }

    @Override
    public List<Option> options() {
        return GpOptions.ALL;
    }

    @Override
    public Limits limits() {
        return new Limits(1, true, false, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new GpSampler(GpOptions.of(options), random);
    }
}
