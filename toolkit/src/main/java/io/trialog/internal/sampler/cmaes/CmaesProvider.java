package io.trialog.internal.sampler.cmaes;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Provides the sampler {@code cmaes}. What it has no coordinate for is proposed by TPE, rule 2. */
public final class CmaesProvider implements SamplerProvider {

    private static final Map<String, @Nullable Object> OTHERS = Map.of("type", "tpe", "rule", 2L);

    @Override
    public String type() {
        return "cmaes";
    }

    @Override
    public List<Option> options() {
        return CmaesOptions.OPTIONS;
    }

    @Override
    public Limits limits() {
        return new Limits(1, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return create(options, random, settings -> {
            throw new IllegalArgumentException("The sampler beside 'cmaes' can't be made here: " + settings);
        });
    }

    @Override
    public Sampler create(
            OptionValues options, RandomSource random, Function<Map<String, @Nullable Object>, Sampler> samplers) {
        return new CmaesSampler(CmaesOptions.of(options), random, samplers.apply(OTHERS));
    }
}
