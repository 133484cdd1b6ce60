package io.trialog.internal.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.analysis.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts of marks are short, and tell neighbors apart. */
class TicksTest {

    private static List<String> texts(double low, double high) {
        return Ticks.of(Axis.ofNumbers("x", false, low, high), 5).stream()
                .map(Ticks.Tick::text)
                .toList();
    }

    @Test
    void marksOfAUsualRangeHaveFewDigits() {
        assertThat(texts(0, 1)).containsExactly("0", "0.25", "0.50", "0.75", "1.00");
        assertThat(texts(0, 4e6)).containsExactly("0", "1e+6", "2e+6", "3e+6", "4e+6");
        assertThat(texts(1e-9, 3e-9)).containsExactly("1e-9", "1.5e-9", "2e-9", "2.5e-9", "3e-9");
    }

    @Test
    void marksOfANarrowRangeFarFrom0HaveAsManyDigitsAsTheyNeed() {
        assertThat(texts(1e9, 1e9 + 10))
                .containsExactly("1000000000.0", "1000000002.5", "1000000005.0", "1000000007.5", "1000000010.0");
        assertThat(texts(1, 1 + 4e-11))
                .containsExactly("1.00000000000", "1.00000000001", "1.00000000002", "1.00000000003", "1.00000000004");
        assertThat(texts(1e-9, 1.00004e-9))
                .containsExactly("1e-9", "1.00001e-9", "1.00002e-9", "1.00003e-9", "1.00004e-9");
        assertThat(texts(1e15, 1e15 + 8)).doesNotHaveDuplicates();
    }
}
