package io.trialog.internal.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.sampler.grid.GridSampler;
import io.trialog.internal.sampler.random.RandomSampler;
import io.trialog.internal.sampler.tpe.TpeSampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplersTest {

    @Test
    void theTypeNamesTheSamplerAndTpeIsTheDefault() {
        assertThat(Samplers.of(Map.of())).isInstanceOf(TpeSampler.class);
        assertThat(Samplers.of(Map.of("type", "TPE", "seed", 42L))).isInstanceOf(TpeSampler.class);
        assertThat(Samplers.of(Map.of("type", "Random"))).isInstanceOf(RandomSampler.class);
        assertThat(Samplers.of(Map.of("type", "grid"))).isInstanceOf(GridSampler.class);
        assertThat(Samplers.of(Map.of("type", "grid", "grid", Map.of("x", List.of(1.0)))))
                .isInstanceOf(GridSampler.class);
        assertThat(Samplers.of(Map.of(
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
                .isInstanceOf(TpeSampler.class);
    }

    @Test
    void unknownTypesAndOptionsAreRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Samplers.of(Map.of("type", "gird")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no sampler of type 'gird'. Known are tpe, random, grid.\nMaybe 'grid'.");
        assertThatThrownBy(() -> Samplers.of(Map.of("n_startup_trials", 3L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sampler tpe has no option 'n_startup_trials'. Known are type, seed, startup_trials,"
                        + " candidates, multivariate, constant_liar.\nMaybe 'startup_trials'.");
        assertThatThrownBy(() -> Samplers.of(Map.of("type", "random", "candidates", 3L)))
                .hasMessage("The sampler random has no option 'candidates'. Known are type, seed.");
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> Samplers.of(Map.of("candidates", 0L)))
                .hasMessage("The option 'candidates' of the sampler tpe must be an integer of at least 1, but is 0.");
        assertThatThrownBy(() -> Samplers.of(Map.of("multivariate", "no")))
                .hasMessage("The option 'multivariate' of the sampler tpe must be true or false, but is no.");
        assertThatThrownBy(() -> Samplers.of(Map.of("type", "grid", "grid", 3L)))
                .hasMessage("The option 'grid' of the sampler grid must map parameters to lists of values, but is 3.");
        assertThatThrownBy(() -> Samplers.of(Map.of("type", "grid", "grid", Map.of("x", 3L))))
                .hasMessage("The grid of 'x' must be a list of values, but is 3.");
    }
}
