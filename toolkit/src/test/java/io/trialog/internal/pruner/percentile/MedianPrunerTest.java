package io.trialog.internal.pruner.percentile;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.testing.PrunerContract;
import java.util.Map;

final class MedianPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return PrunerCatalogue.of(Map.of("type", "median"));
    }
}
