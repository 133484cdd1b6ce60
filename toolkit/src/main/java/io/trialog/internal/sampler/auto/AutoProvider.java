package io.trialog.internal.sampler.auto;

import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provides the sampler {@code auto}. Rule 2 handles several objectives and constraints, and lets failures teach; with one objective it chooses
 * like rule 1, but among newer rules.
 */
public final class AutoProvider implements SamplerProvider {

    @Override
    public String type() {
        return "auto";
    }

    @Override
    public int rule() {
        return 2;
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Limits limits(int rule) {
        return rule > 1 ? limits() : new Limits(1, true, false);
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
            if (chosen.rule(options.rule()) > 0) {
                made.put(chosen, samplers.apply(chosen.settings(options.rule())));
            }
        }
        return new AutoSampler(made, options.rule());
    }
}
