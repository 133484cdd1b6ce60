package io.trialog.internal.pruner.nop;

import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code nop}, for studies that are not pruned. */
public final class NopProvider implements PrunerProvider {

    @Override
    public String type() {
        return "nop";
    }

    @Override
    public List<String> aliases() {
        return List.of("none");
    }

    @Override
    public int objectives() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Pruner create(OptionValues options) {
        return new NopPruner();
    }
}
