package io.trialog.internal.pruner.nop;

import io.trialog.spi.Pruner;
import io.trialog.testing.PrunerContract;

final class NopPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return new NopPruner();
    }
}
