package io.trialog.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers as people read them. */
class NumberTextTest {

    @Test
    void sixDigitsAreEnoughAndZerosAtTheEndAreLeftOut() {
        assertThat(NumberText.of(0.405690039565604)).isEqualTo("0.40569");
        assertThat(NumberText.of(100)).isEqualTo("100");
        assertThat(NumberText.of(1e-5)).isEqualTo("1e-05");
        assertThat(NumberText.of(1.25e9)).isEqualTo("1.25e+09");
        assertThat(NumberText.of(1.23456789e-7)).isEqualTo("1.23457e-07");
        assertThat(NumberText.of(Double.NaN)).isEqualTo("NaN");
        assertThat(NumberText.of(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void whatIsBriefHasTheShorterForm() {
        assertThat(NumberText.brief(0.0123456789, 3)).isEqualTo("0.0123");
        assertThat(NumberText.brief(1.23456789e-7, 3)).isEqualTo("1.23e-7");
        assertThat(NumberText.brief(1e9 + 2.5, 11)).isEqualTo("1000000002.5");
        assertThat(NumberText.brief(2e300, 3)).isEqualTo("2e+300");
        assertThat(NumberText.brief(0, 3)).isEqualTo("0");
    }

    @Test
    void numbersThatStandBesideEachOtherAreToldApart() {
        assertThat(NumberText.apart(0.000172811, 0.000223791)).containsExactly("1.7281e-4", "2.2379e-4");
        assertThat(NumberText.apart(0.123456789, 2)).containsExactly("0.12346", "2");
        assertThat(NumberText.apart(1, 1 + 2e-9, 1 + 4e-9)).containsExactly("1", "1.000000002", "1.000000004");
        assertThat(NumberText.apart(2, 2)).containsExactly("2", "2");
        assertThat(NumberText.apart(1, Math.nextUp(1))).doesNotHaveDuplicates();
        assertThat(NumberText.apart()).isEmpty();
    }
}
