package io.trialog.internal.pruner.halving;

import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_EARLY_STOPPING_RATE;
import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.REDUCTION_FACTOR;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code successive_halving}. */
public final class SuccessiveHalvingProvider implements PrunerProvider {

    private static final Option EARLY =
            Option.count(MIN_EARLY_STOPPING_RATE, 0, "Leave out this many of the first rungs.");

    /** By rule 1, the one of Trialog 0.1. */
    private static final List<Option> FIRST = List.of(
            Option.positiveOrAuto(
                    MIN_RESOURCE, "The step of the first rung; auto takes it from the first COMPLETE trial."),
            HalvingOptions.reductionFactor(4),
            EARLY,
            HalvingOptions.bootstrapCount());

    private static final List<Option> NEWEST = List.of(
            Option.positiveOrWord(
                    MIN_RESOURCE,
                    List.of(Option.AUTO, Resource.FIRST_TRIAL),
                    "The step of the first rung; auto is a tenth of the horizon, first_trial is Optuna's auto."),
            HalvingOptions.reductionFactor(3),
            EARLY,
            HalvingOptions.bootstrapCount(),
            Horizon.MAX_STEPS,
            Watch.METRIC,
            Watch.MODE);

    @Override
    public String type() {
        return "successive_halving";
    }

    @Override
    public List<String> aliases() {
        return List.of("sha", "asha");
    }

    @Override
    public int rule() {
        return HalvingOptions.RULE;
    }

    @Override
    public List<Option> options() {
        return NEWEST;
    }

    @Override
    public List<Option> options(int rule) {
        return rule == 1 ? FIRST : NEWEST;
    }

    @Override
    public Pruner create(OptionValues options) {
        Watch watch = HalvingOptions.watch(options);
        Planner planner = new SinglePlanner(
                Resource.of(options, MIN_RESOURCE),
                options.count(REDUCTION_FACTOR),
                options.count(MIN_EARLY_STOPPING_RATE),
                watch,
                HalvingOptions.horizon(options, watch));
        return new HalvingPruner(watch, planner, HalvingOptions.halving(options, watch, MIN_RESOURCE));
    }
}
