package io.trialog.internal.sampler.auto;

import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Provides the sampler {@code auto}. */
public final class AutoProvider implements SamplerProvider {

    @Override
    public String type() {
        return "auto";
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return create(options, random, settings -> {
            throw new IllegalArgumentException("The samplers that 'auto' chooses can't be made here: " + settings);
        });
    }

    @Override
    public Sampler create(
            OptionValues options, RandomSource random, Function<Map<String, @Nullable Object>, Sampler> samplers) {
        Map<Chosen, Sampler> made = new LinkedHashMap<>();
        for (Chosen chosen : Chosen.values()) {
            made.put(chosen, samplers.apply(Map.of("type", chosen.type(), "rule", chosen.rule())));
        }
        return new AutoSampler(made);
    }
}
