package io.trialog.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void theHighOfAGridIsLoweredToItsLastPointInDecimalArithmetic() {
        assertThat(new FloatDistribution(0, 1, 0.3, false).high()).isEqualTo(0.9);
        assertThat(new FloatDistribution(0.1, 0.3, 0.1, false).high()).isEqualTo(0.3);
        assertThat(new IntDistribution(1, 10, 4, false).high()).isEqualTo(9);
    }

    @Test
    void aPointOfAFloatGridIsContainedWithinRounding() {
        FloatDistribution grid = new FloatDistribution(0, 1, 0.1, false);

        assertThat(grid.contains(0.1 + 0.2)).isTrue();
        assertThat(grid.contains(0.35)).isFalse();
        assertThat(grid.contains(0L)).isFalse();
    }

    @Test
    void boundsAreCheckedWithNamesAndValues() {
        assertThatThrownBy(() -> new FloatDistribution(2, 1))
                .hasMessage("The low (2.0) must not be above the high (1.0).");
        assertThatThrownBy(() -> new FloatDistribution(0, 1, 0, true))
                .hasMessage("The low (0.0) must be positive on a logarithmic scale.");
        assertThatThrownBy(() -> new IntDistribution(0, 8, 1, true)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new IntDistribution(0, Long.MAX_VALUE)).hasMessageContaining("2^53");
    }

    @Test
    void choicesKeepTheirTypesAndMayBeNull() {
        CategoricalDistribution choices = CategoricalDistribution.of("a", 1, 1.5, true, null);

        assertThat(choices.toExternal(1)).isEqualTo(1L);
        assertThat(choices.toInternal(null)).isEqualTo(4);
        assertThatThrownBy(() -> choices.toInternal("b"))
                .hasMessageContaining("must be one of [a, 1, 1.5, true, null]");
    }

    @Test
    void probabilitiesMustFitTheChoicesAndSumToOne() {
        assertThatThrownBy(() -> new CategoricalDistribution(List.of("a", "b"), List.of(0.5)))
                .hasMessageContaining("1 for 2 choices");
        assertThatThrownBy(() -> new CategoricalDistribution(List.of("a", "b"), List.of(0.5, 0.6)))
                .hasMessageContaining("must sum to 1");
    }

    @Test
    void boundsAndStepMayChangeButKindLogAndChoicesMayNot() {
        assertThat(new FloatDistribution(0.1, 1).isCompatibleWith(new FloatDistribution(0.2, 3, 0.1, false)))
                .isTrue();
        assertThat(new FloatDistribution(0.1, 1).isCompatibleWith(new FloatDistribution(0.1, 1, 0, true)))
                .isFalse();
        assertThat(new FloatDistribution(1, 2).isCompatibleWith(new IntDistribution(1, 2)))
                .isFalse();
        assertThat(CategoricalDistribution.of("a").isCompatibleWith(CategoricalDistribution.of("b")))
                .isFalse();
    }

    @Test
    void aNormalPriorIsCutOffAtSixStandardDeviations() {
        NormalDistribution normal = new NormalDistribution(1, 0.5, 0, false);

        assertThat(normal.low()).isEqualTo(-2);
        assertThat(normal.high()).isEqualTo(4);
        assertThat(normal.contains(4.1)).isFalse();
    }

    @Test
    void aNormalPriorOfIntegersHasIntegersAsValues() {
        NormalDistribution width = new NormalDistribution(50, 9, 3, false, true);

        assertThat(width.toExternal(48)).isEqualTo(48L);
        assertThat(width.contains(48L)).isTrue();
        assertThat(width.contains(48.0)).isFalse();
        assertThat(width.contains(49L)).as("no multiple of 3").isFalse();
        assertThat(width.contains(300L)).isFalse();
        assertThat(Values.coerce("width", width, 48.0)).isEqualTo(48L);
        assertThat(width.isCompatibleWith(new NormalDistribution(50, 9, 3, false)))
                .isFalse();
        assertThatThrownBy(() -> new NormalDistribution(0, 1, 0.5, false, true))
                .hasMessage("The step (0.5) of a parameter of integers must be an integer, at least 1.");
    }
}
