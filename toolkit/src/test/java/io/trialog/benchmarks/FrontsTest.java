package io.trialog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The problems are those of {@code benchmarks/quality/fronts.py check}. */
class FrontsTest {

    @ParameterizedTest
    @CsvSource({
        "ZDT1, 0.2, 6.0",
        "ZDT2, 0.2, 7.194444444444445",
        "ZDT3, 0.2, 6.0",
        "ZDT4, 0.2, 4.904554884989668",
        "DTLZ2, 0.9745071950244688, 0.4965362165803975",
        "DTLZ7, 0.2, 0.3",
        "WFG1, 2.8941673357246636, 0.9888671955922403",
        "WFG4, 0.6871022352796478, 4.0787236621861345",
        "WFG7, 0.6218368919777946, 4.258040737977463"
    })
    void valuesAreThoseOfTheOtherLanguage(Fronts problem, double first, double second) {
        Map<String, Object> params = new LinkedHashMap<>();
        int count = problem.space().parameters().size();
        for (int i = 0; i < count; i++) {
            params.put("x" + i, problem == Fronts.ZDT4 && i > 0 ? i - 2.5 : Math.min(1, 0.2 + 0.1 * i));
        }
        double[] values = problem.values(params);
        assertThat(values[0]).isCloseTo(first, within(1e-9));
        assertThat(values[1]).isCloseTo(second, within(1e-9));
    }

    @Test
    void theMixedProblemToo() {
        Map<String, Object> params = Map.of("x0", 0.05, "x1", 0.4, "x2", 0.3, "x3", 8L, "x4", 6L, "x5", "b");
        assertThat(Fronts.MIXED.values(params))
                .containsExactly(new double[] {0.7242247653642723, 1.6666666666666667}, within(1e-12));
    }
}
