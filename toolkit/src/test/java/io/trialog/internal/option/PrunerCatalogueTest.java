package io.trialog.internal.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.testing.PrunerSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrunerCatalogueTest {

    private static String kind(Map<String, @Nullable Object> settings) {
        return PrunerCatalogue.of(settings).getClass().getSimpleName();
    }

    @Test
    void everyTypeAndAliasIsKnown() {
        assertThat(kind(Map.of())).isEqualTo("PercentilePruner");
        assertThat(kind(Map.of("type", "median"))).isEqualTo("PercentilePruner");
        assertThat(kind(Map.of("type", "percentile", "percentile", 25))).isEqualTo("PercentilePruner");
        assertThat(kind(Map.of("type", "successive_halving"))).isEqualTo("HalvingPruner");
        assertThat(kind(Map.of("type", "sha"))).isEqualTo("HalvingPruner");
        assertThat(kind(Map.of("type", "ASHA"))).isEqualTo("HalvingPruner");
        assertThat(kind(Map.of("type", "hyperband", "max_resource", 9L))).isEqualTo("HalvingPruner");
        assertThat(kind(Map.of("type", "nop"))).isEqualTo("NopPruner");
        assertThat(kind(Map.of("type", "none"))).isEqualTo("NopPruner");
    }

    @Test
    void medianIsTheTypeWhereNoneIsNamed() {
        assertThat(PrunerCatalogue.catalogue()
                        .provider(Map.of("warmup_steps", 3))
                        .type())
                .isEqualTo("median");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "hyper_band")))
                .hasMessage(
                        "There is no pruner 'hyper_band'; there are median, percentile, successive_halving, sha, asha, "
                                + "hyperband, patient, threshold, wilcoxon, slurm_sweeps, nop, none.\nMaybe 'hyperband'.");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "median", "n_warmup_steps", 3)))
                .hasMessage(
                        "The pruner 'median' has no option 'n_warmup_steps'; it takes startup_trials, warmup_steps, "
                                + "interval_steps, min_trials, max_steps, metric, mode.\nMaybe 'warmup_steps'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "none", "warmup_steps", 3)))
                .hasMessage(
                        "The pruner 'none' has no option 'warmup_steps'; it takes none.\nMaybe type: median or percentile or threshold.");
    }

    @Test
    void anOptionOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "median", "warmup_steps", 2.5)))
                .hasMessage(
                        "The option 'warmup_steps' of the pruner 'median' must be an integer, at least 0, or auto, but"
                                + " is '2.5'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "asha", "min_resource", "some")))
                .hasMessage(
                        "The option 'min_resource' of the pruner 'asha' must be an integer, at least 1, or auto, or first_trial, but"
                                + " is 'some'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "percentile", "percentile", "a quarter")))
                .hasMessage("The option 'percentile' of the pruner 'percentile' must be between 0 and 100, but is"
                        + " 'a quarter'.");
    }

    @Test
    void anOptionOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "percentile", "percentile", 100.5)))
                .hasMessage("The option 'percentile' of the pruner 'percentile' must be between 0 and 100, but is"
                        + " '100.5'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "percentile", "percentile", Double.NaN)))
                .hasMessageContaining("must be between 0 and 100");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("startup_trials", -1)))
                .hasMessageContaining("must be an integer, at least 0, but is '-1'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("interval_steps", 0)))
                .hasMessageContaining("must be an integer, at least 1, but is '0'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "sha", "min_resource", 0)))
                .hasMessageContaining("must be an integer, at least 1, or auto, or first_trial, but is '0'.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "hyperband", "reduction_factor", 1)))
                .hasMessageContaining("must be an integer, at least 2, but is '1'.");
    }

    @Test
    void aPercentileMustBeGiven() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "percentile")))
                .hasMessage("The pruner 'percentile' must have the option 'percentile': between 0 and 100.");
    }

    @Test
    void wholeNumbersMayBeWrittenAsDoubles() {
        assertThat(kind(Map.of("type", "median", "warmup_steps", 10.0))).isEqualTo("PercentilePruner");
    }

    @Test
    void onlyAStudyOfOneObjectiveIsPruned() {
        assertThat(PrunerCatalogue.refusal(Map.of("type", "median"), 1)).isNull();
        assertThat(PrunerCatalogue.refusal(Map.of("type", "median"), 2))
                .isEqualTo("A study with 2 metrics can't be pruned.");
        assertThat(PrunerCatalogue.refusal(Map.of("type", "none"), 2)).isNull();
        assertThat(PrunerCatalogue.typeFor(1)).isEqualTo("median");
        assertThat(PrunerCatalogue.typeFor(2)).isEqualTo("nop");
    }

    @Test
    void theOptionOfAnotherTypeIsRefusedWithThatType() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "asha", "min_t", 1)))
                .hasMessage(
                        "The pruner 'asha' has no option 'min_t'; it takes min_resource, reduction_factor,"
                                + " min_early_stopping_rate, bootstrap_count, max_steps, metric, mode.\nMaybe type: slurm_sweeps.");
    }

    @Test
    void everyTypeCanBeMadeByEachOfItsRules() {
        for (Map<String, Object> settings : PrunerSettings.ofEveryRule()) {
            Map<String, Object> resolved = PrunerCatalogue.catalogue().resolved(settings, null);

            assertThat(resolved).containsEntry("rule", settings.get("rule"));
            assertThat(PrunerCatalogue.catalogue().resolved(resolved, resolved)).isEqualTo(resolved);
            assertThat(PrunerCatalogue.of(resolved)).isNotNull();
        }
    }
}
