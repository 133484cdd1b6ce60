package io.trialog.pruner;

import io.trialog.testing.PrunerContract;

final class NopPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return new NopPruner();
    }
}
