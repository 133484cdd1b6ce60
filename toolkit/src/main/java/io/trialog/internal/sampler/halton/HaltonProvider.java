package io.trialog.internal.sampler.halton;

import io.trialog.internal.sampler.QuasiRandomSampler;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code halton}. */
public final class HaltonProvider implements SamplerProvider {

    @Override
    public String type() {
        return "halton";
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
        boolean scramble = options.flag(QuasiRandomSampler.SCRAMBLE.name());
        return new QuasiRandomSampler(
                "halton", seed -> new HaltonSequence(scramble ? random : null, seed), points -> "", random);
    }
}
