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

    private static final List<Option> OPTIONS =
            options(Option.percentile(PERCENTILE, null, "Keep a trial among this many per cent of the best.")
                    .required());

    private static List<Option> options(Option first) {
        List<Option> options = new ArrayList<>(PercentileOptions.SHARED);
        options.add(0, first);
        return List.copyOf(options);
    }

    @Override
    public String type() {
        return "percentile";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        return PercentileOptions.pruner(options.number(PERCENTILE), options);
    }
}
