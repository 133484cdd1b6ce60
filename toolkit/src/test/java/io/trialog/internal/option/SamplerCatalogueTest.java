package io.trialog.internal.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplerCatalogueTest {

    private static String kind(Map<String, @Nullable Object> settings) {
        return SamplerCatalogue.of(settings).getClass().getSimpleName();
    }

    @Test
    void theTypeNamesTheSamplerAndTpeIsTheDefault() {
        assertThat(kind(Map.of())).isEqualTo("TpeSampler");
        assertThat(kind(Map.of("type", "TPE", "seed", 42L))).isEqualTo("TpeSampler");
        assertThat(kind(Map.of("type", "Random"))).isEqualTo("RandomSampler");
        assertThat(kind(Map.of("type", "grid"))).isEqualTo("GridSampler");
        assertThat(kind(Map.of("type", "grid", "grid", Map.of("x", List.of(1.0)))))
                .isEqualTo("GridSampler");
        assertThat(kind(Map.of(
                        "type",
                        "tpe",
                        "startup_trials",
                        5L,
                        "candidates",
                        24,
                        "multivariate",
                        false,
                        "constant_liar",
                        true)))
                .isEqualTo("TpeSampler");
    }

    @Test
    void unknownTypesAndOptionsAreRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("type", "gird")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no sampler 'gird'; there are tpe, gp, cmaes, nsga2, nsga3, random, grid, sobol, qmc, halton, brute_force, auto.\nMaybe 'grid'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("n_startup_trials", 3L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sampler 'tpe' has no option 'n_startup_trials'; it takes startup_trials, candidates,"
                        + " multivariate, constant_liar.\nMaybe 'startup_trials'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("type", "random", "rule", 2L, "candidates", 3L)))
                .hasMessage("The sampler 'random' has no option 'candidates'; it takes none.\nMaybe type: tpe.");
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("candidates", 0L)))
                .hasMessage("The option 'candidates' of the sampler 'tpe' must be an integer, at least 1, but is '0'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("startup_trials", -1L)))
                .hasMessage(
                        "The option 'startup_trials' of the sampler 'tpe' must be an integer, at least 0, but is '-1'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("multivariate", "no")))
                .hasMessage("The option 'multivariate' of the sampler 'tpe' must be true or false, but is 'no'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("type", "grid", "grid", 3L)))
                .hasMessage("The option 'grid' of the sampler 'grid' must be a map from parameters to lists of values,"
                        + " but is '3'.");
        assertThatThrownBy(() -> SamplerCatalogue.of(Map.of("type", "grid", "grid", Map.of("x", 3L))))
                .hasMessage("The option 'grid' of the sampler 'grid' must be a map from parameters to lists of values,"
                        + " but is '{x=3}'.");
    }

    @Test
    void onlyAGridComesToAnEnd() {
        assertThat(SamplerCatalogue.enumerates(Map.of("type", "grid"))).isTrue();
        assertThat(SamplerCatalogue.enumerates(Map.of("type", "tpe"))).isFalse();
        assertThat(SamplerCatalogue.enumerates(Map.of("type", "of a plug-in that is not here")))
                .isFalse();
    }

    @Test
    void severalObjectivesNeedASamplerThatHandlesThem() {
        assertThat(SamplerCatalogue.refusal(Map.of(), 1)).isNull();
        assertThat(SamplerCatalogue.refusal(Map.of(), 3)).isNull();
        assertThat(SamplerCatalogue.refusal(Map.of("type", "tpe", "rule", 2L), 3))
                .isEqualTo("The sampler tpe handles one metric by rule 2, but the study has 3.");
        assertThat(SamplerCatalogue.refusal(Map.of("type", "cmaes"), 3))
                .isEqualTo("The sampler cmaes handles one metric, but the study has 3.");
        assertThat(SamplerCatalogue.refusal(Map.of("type", "grid"), 3)).isNull();
        assertThat(SamplerCatalogue.typeFor(1)).isEqualTo("auto");
        assertThat(SamplerCatalogue.typeFor(2)).isEqualTo("auto");
    }

    @Test
    void everySamplerOfTrialogCanBeUsedWithConstraints() {
        SamplerCatalogue.catalogue()
                .providers()
                .forEach(provider -> assertThat(SamplerCatalogue.refusalOfConstraints(Map.of("type", provider.type())))
                        .isNull());
    }
}
