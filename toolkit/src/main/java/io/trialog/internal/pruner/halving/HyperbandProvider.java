package io.trialog.internal.pruner.halving;

import static io.trialog.internal.pruner.halving.HalvingOptions.MAX_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.MIN_RESOURCE;
import static io.trialog.internal.pruner.halving.HalvingOptions.REDUCTION_FACTOR;

import io.trialog.internal.pruner.Horizon;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code hyperband}. */
public final class HyperbandProvider implements PrunerProvider {

    /** By rule 1, the one of Trialog 0.1. */
    private static final List<Option> FIRST = List.of(
            Option.positive(MIN_RESOURCE, 1, "The step of the first rung of bracket 0."),
            Option.positiveOrAuto(
                    MAX_RESOURCE, "The largest step that trials report; auto takes it from the first COMPLETE trial."),
            HalvingOptions.reductionFactor(3),
            HalvingOptions.bootstrapCount());

    private static final List<Option> NEWEST = List.of(
            Option.positiveOrAuto(
                    MIN_RESOURCE, "The step of the first rung of bracket 0; auto is a tenth of the horizon."),
            Option.positiveOrWord(
                    MAX_RESOURCE,
                    List.of(Option.AUTO, Resource.FIRST_TRIAL),
                    "The largest step that trials report; auto is the horizon, first_trial is Optuna's auto."),
            HalvingOptions.reductionFactor(3),
            HalvingOptions.bootstrapCount(),
            Horizon.MAX_STEPS,
            Watch.METRIC,
            Watch.MODE);

    @Override
    public String type() {
        return "hyperband";
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
        Planner planner = new BandPlanner(
                Resource.of(options, MIN_RESOURCE),
                Resource.of(options, MAX_RESOURCE),
                options.count(REDUCTION_FACTOR),
                watch,
                HalvingOptions.horizon(options, watch));
        return new HalvingPruner(watch, planner, HalvingOptions.halving(options, watch, MAX_RESOURCE));
    }
}
