package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialsTest {

    @Test
    void exponentialsAreAccurateOverTheWholeRange() {
        double[] x = new double[36001];
        for (int i = 0; i < x.length; i++) {
            x[i] = -i / 1000.0;
        }
        double[] e = x.clone();
        Exponentials.exponentiate(e, e.length);
        for (int i = 0; i < x.length; i++) {
            double expected = StrictMath.exp(x[i]);
            assertThat(e[i]).as("exp(%s)", x[i]).isCloseTo(expected, within(3e-13 * expected));
        }
        assertThat(e[0]).isEqualTo(1);
    }

    @Test
    void onlyTheFirstValuesAreTouched() {
        double[] x = {-1, -2, -3};
        Exponentials.exponentiate(x, 2);

        assertThat(x[2]).isEqualTo(-3);
    }

    @Test
    void sumsOfProductsMayHaveAnyLength() {
        double[] a = {1, 2, 3, 4, 5, 6, 7};
        double[] b = {1, 10, 100, 1000, 10000, 100000, 1000000};

        assertThat(Exponentials.dot(a, b, 0)).isEqualTo(0);
        assertThat(Exponentials.dot(a, b, 3)).isEqualTo(321);
        assertThat(Exponentials.dot(a, b, 7)).isEqualTo(7654321);
    }
}
