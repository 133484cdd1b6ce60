package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.ArrayList;
import java.util.List;

/** Provides the pruner {@code percentile}. */
public final class PercentileProvider implements PrunerProvider {

    private static final String PERCENTILE = "percentile";

    private static final Option OWN = Option.percentile(
                    PERCENTILE, null, "Keep a trial among this many per cent of the best.")
            .required();

    @Override
    public String type() {
        return "percentile";
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
        List<Option> options = new ArrayList<>(PercentileOptions.of(rule));
        options.add(0, OWN);
        return List.copyOf(options);
    }

    @Override
    public Pruner create(OptionValues options) {
        return PercentileOptions.pruner(options.number(PERCENTILE), options);
    }
}
