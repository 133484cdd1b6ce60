package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code median}: the percentile rule at 50. */
public final class MedianProvider implements PrunerProvider {

    private static final double HALF = 50;

    @Override
    public String type() {
        return "median";
    }

    @Override
    public int rule() {
        return PercentileOptions.RULE;
    }

    @Override
    public List<Option> options() {
        return options(rule());
    }

    @Override
    public List<Option> options(int rule) {
        return PercentileOptions.of(rule);
    }

    @Override
    public Pruner create(OptionValues options) {
        return PercentileOptions.pruner(HALF, options);
    }
}
