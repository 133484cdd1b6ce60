package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A builder refuses a type or an option at once, and nothing is made. */
class BuilderOptionsTest {

    @TempDir
    private Path root;

    private StudyBuilder builder() {
        return Study.builder("wrong").minimize().under(root);
    }

    @AfterEach
    void nothingWasMade() {
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> builder().sampler("annealing").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no sampler 'annealing'; there are tpe, gp, cmaes, nsga2, nsga3, random, grid, sobol, qmc, halton, brute_force, auto.");
        assertThatThrownBy(() -> builder().sampler("gird").open())
                .hasMessage(
                        "There is no sampler 'gird'; there are tpe, gp, cmaes, nsga2, nsga3, random, grid, sobol, qmc, halton, brute_force, auto.\nMaybe 'grid'.");
        assertThatThrownBy(() -> builder().pruner("medain").open())
                .hasMessage("There is no pruner 'medain'; there are median, percentile, successive_halving, sha, asha,"
                        + " hyperband, patient, threshold, wilcoxon, slurm_sweeps, nop, none.\nMaybe 'median'.");
    }

    @Test
    void anOptionOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> builder()
                        .sampler("tpe", Map.of("startup_trials", "ten"))
                        .open())
                .hasMessage("The option 'startup_trials' of the sampler 'tpe' must be an integer, at least 0, but is"
                        + " 'ten'.");
        assertThatThrownBy(() -> builder().pruner("median", Map.of("warmup", 3)).open())
                .hasMessage("The pruner 'median' has no option 'warmup'; it takes startup_trials, warmup_steps,"
                        + " interval_steps, min_trials, max_steps, metric, mode.\nMaybe 'warmup_steps'.");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> builder()
                        .pruner("hyperband", Map.of("min_resource", 5, "max_resource", 4))
                        .open())
                .hasMessage("A pruner's max_resource must be at least 5, but is 4.");
    }
}
