package io.trialog.internal.sampler.tpe;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/**
 * Provides the sampler {@code tpe}. Rule 1 orders observations of equal value by trial number. Rule 2 orders them by a hash, tries
 * no point of a discrete space twice if it can, and takes more options. Rule 3 handles several objectives, models each constraint, and can
 * learn where trials fail; with one objective and none of that it proposes what rule 2 does.
 */
public final class TpeProvider implements SamplerProvider {

    @Override
    public String type() {
        return "tpe";
    }

    @Override
    public List<Option> options() {
        return options(rule());
    }

    @Override
    public int rule() {
        return TpeOptions.RULE;
    }

    @Override
    public List<Option> options(int rule) {
        return TpeOptions.options(rule);
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Limits limits(int rule) {
        return rule > 2 ? limits() : new Limits(1, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new TpeSampler(TpeOptions.of(options), random);
    }
}
