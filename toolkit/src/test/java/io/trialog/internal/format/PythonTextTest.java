package io.trialog.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Literals printed by Python 3.11. */
@Tag("processes")
class PythonTextTest {

    @Test
    void floatsAreWrittenAsPythonWritesThem() {
        assertThat(PythonText.repr(0.1)).isEqualTo("0.1");
        assertThat(PythonText.repr(1.0)).isEqualTo("1.0");
        assertThat(PythonText.repr(100.0)).isEqualTo("100.0");
        assertThat(PythonText.repr(0.0001)).isEqualTo("0.0001");
        assertThat(PythonText.repr(0.00001)).isEqualTo("1e-05");
        assertThat(PythonText.repr(1.5e-7)).isEqualTo("1.5e-07");
        assertThat(PythonText.repr(1e15)).isEqualTo("1000000000000000.0");
        assertThat(PythonText.repr(1e16)).isEqualTo("1e+16");
        assertThat(PythonText.repr(-2.5e300)).isEqualTo("-2.5e+300");
        assertThat(PythonText.repr(-0.0)).isEqualTo("-0.0");
        assertThat(PythonText.repr(2.0E-3)).isEqualTo("0.002");
        assertThat(PythonText.repr(1.1 + 2.2)).isEqualTo("3.3000000000000003");
        assertThat(PythonText.repr(5e-324)).isEqualTo("5e-324");
        assertThat(PythonText.repr(2e23)).isEqualTo("2e+23");
        assertThat(PythonText.repr(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(PythonText.repr(Double.NaN)).isEqualTo("nan");
    }

    @Test
    void otherScalarsArePythons() {
        assertThat(PythonText.repr(null)).isEqualTo("None");
        assertThat(PythonText.repr(true)).isEqualTo("True");
        assertThat(PythonText.repr(7L)).isEqualTo("7");
        assertThat(PythonText.repr("adam")).isEqualTo("'adam'");
        assertThat(PythonText.repr("it's")).isEqualTo("\"it's\"");
        assertThat(PythonText.repr("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
        assertThat(PythonText.repr("a\\b\n\u0001")).isEqualTo("'a\\\\b\\n\\x01'");
        assertThat(PythonText.str("adam")).isEqualTo("adam");
        assertThat(PythonText.str(false)).isEqualTo("False");
    }

    @Test
    void listsAndMapsArePythons() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lr", 0.1);
        map.put("nadam", Map.of("beta", 0.9));

        assertThat(PythonText.repr(Arrays.asList(64L, "a", null))).isEqualTo("[64, 'a', None]");
        assertThat(PythonText.repr(map)).isEqualTo("{'lr': 0.1, 'nadam': {'beta': 0.9}}");
        assertThat(PythonText.repr(List.of())).isEqualTo("[]");
    }
}
