package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.pruner.halving.HyperbandPruner;
import io.trialog.internal.pruner.halving.SuccessiveHalvingPruner;
import io.trialog.internal.pruner.percentile.MedianPruner;
import io.trialog.internal.pruner.percentile.PercentilePruner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunersTest {

    @Test
    void everyTypeAndAliasIsKnown() {
        assertThat(Pruners.of(Map.of())).isInstanceOf(MedianPruner.class);
        assertThat(Pruners.of(Map.of("type", "median"))).isInstanceOf(MedianPruner.class);
        assertThat(Pruners.of(Map.of("type", "percentile", "percentile", 25))).isInstanceOf(PercentilePruner.class);
        assertThat(Pruners.of(Map.of("type", "successive_halving"))).isInstanceOf(SuccessiveHalvingPruner.class);
        assertThat(Pruners.of(Map.of("type", "sha"))).isInstanceOf(SuccessiveHalvingPruner.class);
        assertThat(Pruners.of(Map.of("type", "ASHA"))).isInstanceOf(SuccessiveHalvingPruner.class);
        assertThat(Pruners.of(Map.of("type", "hyperband", "max_resource", 9L))).isInstanceOf(HyperbandPruner.class);
        assertThat(Pruners.of(Map.of("type", "nop"))).isInstanceOf(NopPruner.class);
        assertThat(Pruners.of(Map.of("type", "none"))).isInstanceOf(NopPruner.class);
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "hyper_band")))
                .hasMessage(
                        "There is no pruner 'hyper_band'; there are median, percentile, successive_halving, sha, asha, "
                                + "hyperband, nop, none.\nMaybe 'hyperband'.");
    }

    @Test
    void aMissingTypeIsRefused() {
        assertThatThrownBy(() -> Pruners.of(Map.of("warmup_steps", 3)))
                .hasMessage("A pruner must have a type: one of median, percentile, successive_halving, sha, asha, "
                        + "hyperband, nop, none.");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "median", "n_warmup_steps", 3)))
                .hasMessage("The pruner 'median' has no option 'n_warmup_steps'; it has startup_trials, warmup_steps, "
                        + "interval_steps, min_trials.\nMaybe 'warmup_steps'.");
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "none", "warmup_steps", 3)))
                .hasMessage("The pruner 'none' has no option 'warmup_steps'; it has none.");
    }

    @Test
    void anOptionOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "median", "warmup_steps", 2.5)))
                .hasMessage("The option 'warmup_steps' of the pruner 'median' must be an integer, but is '2.5'.");
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "asha", "min_resource", "some")))
                .hasMessage(
                        "The option 'min_resource' of the pruner 'asha' must be an integer or auto, but is 'some'.");
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "percentile", "percentile", "a quarter")))
                .hasMessage("The option 'percentile' of the pruner 'percentile' must be a number, but is 'a quarter'.");
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "median", "min_trials", 1L << 40)))
                .hasMessage("The option 'min_trials' of the pruner 'median' must be an integer below 2^31, but is "
                        + "'1099511627776'.");
    }

    @Test
    void aPercentileMustBeGiven() {
        assertThatThrownBy(() -> Pruners.of(Map.of("type", "percentile")))
                .hasMessage("The pruner 'percentile' must have the option 'percentile'.\n"
                        + "Maybe write {type: percentile, percentile: 25}.");
    }

    @Test
    void wholeNumbersMayBeWrittenAsDoubles() {
        assertThat(Pruners.of(Map.of("type", "median", "warmup_steps", 10.0))).isInstanceOf(MedianPruner.class);
    }
}
