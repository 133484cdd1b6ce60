package io.trialog.internal.pruner.halving;

import static io.trialog.internal.pruner.halving.HalvingOptions.BOOTSTRAP_COUNT;
import static io.trialog.internal.pruner.halving.HalvingOptions.MAX_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.REDUCTION_FACTOR;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code hyperband}. */
public final class HyperbandProvider implements PrunerProvider {

    private static final List<Option> OPTIONS = List.of(
            Option.positive(MIN_RESOURCE, 1, "The step of the first rung of bracket 0."),
            Option.positiveOrAuto(
                    MAX_RESOURCE, "The largest step that trials report; auto takes it from the first COMPLETE trial."),
            HalvingOptions.reductionFactor(3),
            HalvingOptions.bootstrapCount());

    @Override
    public String type() {
        return "hyperband";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        return new HyperbandPruner(
                options.integer(MIN_RESOURCE),
                options.integerOrAuto(MAX_RESOURCE),
                options.count(REDUCTION_FACTOR),
                options.count(BOOTSTRAP_COUNT));
    }
}
