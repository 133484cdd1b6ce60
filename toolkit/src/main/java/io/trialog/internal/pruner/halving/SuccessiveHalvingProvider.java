package io.trialog.internal.pruner.halving;

import static io.trialog.internal.pruner.halving.HalvingOptions.BOOTSTRAP_COUNT;
import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_EARLY_STOPPING_RATE;
import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.REDUCTION_FACTOR;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code successive_halving}. */
public final class SuccessiveHalvingProvider implements PrunerProvider {

    private static final List<Option> OPTIONS = List.of(
            Option.positiveOrAuto(
                    MIN_RESOURCE, "The step of the first rung; auto takes it from the first COMPLETE trial."),
            HalvingOptions.reductionFactor(4),
            Option.count(MIN_EARLY_STOPPING_RATE, 0, "Leave out this many of the first rungs."),
            HalvingOptions.bootstrapCount());

    @Override
    public String type() {
        return "successive_halving";
    }

    @Override
    public List<String> aliases() {
        return List.of("sha", "asha");
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        return new SuccessiveHalvingPruner(
                options.integerOrAuto(MIN_RESOURCE),
                options.count(REDUCTION_FACTOR),
                options.count(MIN_EARLY_STOPPING_RATE),
                options.count(BOOTSTRAP_COUNT));
    }
}
