package io.trialog.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleTextTest {

    private static String text(double value) {
        JsonBytes out = new JsonBytes();
        new DoubleText().append(value, out);
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }

    /** RFC 8785, appendix B; integers end in .0 here, and zero keeps its sign. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0.0",
        "8000000000000000, -0.0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992.0",
        "c340000000000000, -9007199254740992.0",
        "4430000000000000, 295147905179352830000.0",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000.0",
        "444b1ae4d6e2ef4f, 999999999999999900000.0",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "3ff0000000000000, 1.0",
        "3fb999999999999a, 0.1"
    })
    void doublesAreWrittenAsInRfc8785(String bits, String expected) {
        assertThat(text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @Test
    void everyDoubleReadsBackBitForBit() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.doubleToLongBits(Double.parseDouble(text(value))))
                        .as("seed 7, draw %s: %s", i, value)
                        .isEqualTo(Double.doubleToLongBits(value));
            }
        }
    }

    @Test
    void theSmallestDoublesHaveTheShortestForm() {
        for (int i = 1; i <= 30; i++) {
            String text = text(i * Double.MIN_VALUE);
            assertThat(Double.parseDouble(text)).isEqualTo(i * Double.MIN_VALUE);
        }
        assertThat(text(2 * Double.MIN_VALUE)).isEqualTo("1e-323");
        assertThat(text(3 * Double.MIN_VALUE)).isEqualTo("1.5e-323");
        assertThat(text(4 * Double.MIN_VALUE)).isEqualTo("2e-323");
    }
}
