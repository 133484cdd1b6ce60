package io.trialog.internal.sampler.grid;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import java.util.List;

/** Provides the sampler {@code grid}. */
public final class GridProvider implements SamplerProvider {

    private static final String GRID = "grid";

    private static final String MAX_RUNS = "max_runs";

    private static final List<Option> OPTIONS = List.of(
            Option.valuesByParameter(
                    GRID, "Values of some parameters instead of all that they have; continuous parameters need them."),
            Option.positive(MAX_RUNS, null, "Propose only this many cells, the first in the order of the file."));

    @Override
    public String type() {
        return "grid";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, true);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        long most = options.has(MAX_RUNS) ? options.integer(MAX_RUNS) : Long.MAX_VALUE;
        return new GridSampler(options.valuesByParameter(GRID), most, random);
    }
}
