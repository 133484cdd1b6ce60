package com.example.toy;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import io.trialog.spi.PruningDecision;
import io.trialog.trial.PruneRecord;
import java.util.List;

/** Stops every trial whose number is odd at a step. */
public final class ToyPruner implements PrunerProvider {

    @Override
    public String type() {
        return "toy";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.count("step", 1, "The step at which trials with an odd number are stopped."));
    }

    @Override
    public Pruner create(OptionValues options) {
        long limit = options.integer("step");
        return (view, trial) -> {
            long step = view.trial(trial).reports().lastStep();
            return step < limit || trial % 2 == 0
                    ? PruningDecision.keep(step, "toy: not yet")
                    : new PruningDecision(true, new PruneRecord(step, "toy: an odd number", limit, step, 1, -1));
        };
    }
}
