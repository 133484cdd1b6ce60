package io.trialog.internal.sampler.gp;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/**
 * Provides the sampler {@code gp}. Rule 2 handles up to three objectives, learns from failures only while they are not the rule, and takes a
 * missing constraint for the worst; with one objective and none of that it proposes what rule 1 does.
 */
public final class GpProvider implements SamplerProvider {

    @Override
    public String type() {
        return "gp";
    }

    @Override
    public List<Option> options() {
        return options(rule());
    }

    @Override
    public int rule() {
        return GpOptions.RULE;
    }

    @Override
    public List<Option> options(int rule) {
        return GpOptions.options(rule);
    }

    @Override
    public Limits limits() {
        return new Limits(GpOptions.MOST_OBJECTIVES, true, false, false);
    }

    @Override
    public Limits limits(int rule) {
        return rule > 1 ? limits() : new Limits(1, true, false, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new GpSampler(GpOptions.of(options), random);
    }
}
