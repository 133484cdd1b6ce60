package io.trialog.internal.projection.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"lr", "model/depth", "a.b", "a b", "a:b", "é", "x-1_2"})
    void whatMlflowTakesStays(String name) {
        assertThat(MlflowKeys.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[0]", "a@b", "../x", "/x", "x/", "a//b", "a/../b", ".", "..", " x", "x\ny"})
    void whatMlflowRefusesIsChanged(String name) {
        assertThat(MlflowKeys.of(name))
                .isNotEqualTo(name)
                .matches("[\\p{L}\\p{N}_\\-. :]+")
                .hasSizeLessThanOrEqualTo(250);
    }

    @Test
    void differentNamesBecomeDifferentKeys() {
        assertThat(MlflowKeys.of("a[0]")).isNotEqualTo(MlflowKeys.of("a(0)")).isNotEqualTo(MlflowKeys.of("a_0_"));
        assertThat(MlflowKeys.of("y".repeat(300))).hasSizeLessThanOrEqualTo(250);
        assertThat(MlflowKeys.mapped(List.of("lr", "a@b"))).containsValue("a@b").hasSize(1);
    }
}
