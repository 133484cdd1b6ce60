package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoundedLogarithmTest {

    @Test
    void theLastBitIsThatOfTheTrueLogarithm() {
        assertThat(RoundedLogarithm.of(1)).isZero();
        assertThat(RoundedLogarithm.of(2)).isEqualTo(0.6931471805599453);
        assertThat(RoundedLogarithm.of(243)).isEqualTo(5.493061443340548);
        assertThat(RoundedLogarithm.of(0.1)).isEqualTo(-2.3025850929940455);
        assertThat(RoundedLogarithm.of(Double.MAX_VALUE)).isEqualTo(709.782712893384);
        assertThat(RoundedLogarithm.of(Double.MIN_VALUE)).isEqualTo(-744.4400719213812);
    }

    @Test
    void itIsAtMostOneUnitAwayFromStrictMath() {
        RandomStream random = new RandomStream(1, 2, 3);
        for (int i = 0; i < 500; i++) {
            double x = 100 * random.nextDouble() + 0.01;
            assertThat(Math.abs(RoundedLogarithm.of(x) - StrictMath.log(x)))
                    .as("ln %s", x)
                    .isLessThanOrEqualTo(Math.ulp(StrictMath.log(x)));
        }
    }

    @Test
    void onlyPositiveFiniteNumbersHaveOne() {
        assertThatThrownBy(() -> RoundedLogarithm.of(0))
                .hasMessage("Only positive finite numbers have a logarithm, but 0.0 is none.");
    }
}
