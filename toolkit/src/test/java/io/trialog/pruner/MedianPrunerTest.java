package io.trialog.pruner;

import io.trialog.testing.PrunerContract;

final class MedianPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return new MedianPruner();
    }
}
