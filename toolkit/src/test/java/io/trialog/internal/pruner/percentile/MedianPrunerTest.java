package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Pruner;
import io.trialog.testing.PrunerContract;

final class MedianPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return new PercentilePruner(50, 5, 0, 1, 1);
    }
}
