package io.trialog.internal.pruner.percentile;

import io.trialog.spi.Pruner;
import io.trialog.testing.PrunerContract;

final class MedianPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return new MedianPruner();
    }
}
