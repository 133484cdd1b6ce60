package io.trialog.internal.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that hydra-core 1.3.8 was seen to give back unchanged. */
final class HydraTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "relu | relu",
                "1 | '1'",
                "null | 'null'",
                "True | 'True'",
                "1e5 | '1e5'",
                "007 | '007'",
                "a,b | 'a,b'",
                "a=b | 'a=b'",
                "a b | 'a b'",
                "it's | 'it\\'s'",
                "say \"hi\" | 'say \"hi\"'",
                "C:\\dir\\ | 'C:\\dir\\\\'",
                "\\' | '\\\\\\''",
                "a'\\ | 'a\\'\\\\'",
                "${b} | '\\${b}'",
                "a\\${b} | 'a\\\\\\${b}'",
                "a#b;c&d! | 'a#b;c&d!'",
                "f(x) | 'f(x)'",
                "[1] | '[1]'",
                "{x | '{x'",
                "ünï | 'ünï'",
                "~ | '~'",
                "@h:8/p?q=1 | '@h:8/p?q=1'",
            })
    void textsAreQuotedSoThatHydraReadsThemBack(String value, String text) {
        assertThat(HydraText.value(value)).isEqualTo(text);
    }

    @Test
    void emptyTextsAndWhiteSpaceAreKept() {
        assertThat(HydraText.value("")).isEqualTo("''");
        assertThat(HydraText.value("  ")).isEqualTo("'  '");
        assertThat(HydraText.value("a\n\t")).isEqualTo("'a\n\t'");
    }

    @Test
    void numbersAndConstantsStandBare() {
        assertThat(HydraText.value(null)).isEqualTo("null");
        assertThat(HydraText.value(true)).isEqualTo("true");
        assertThat(HydraText.value(9007199254740993L)).isEqualTo("9007199254740993");
        assertThat(HydraText.value(0.001)).isEqualTo("0.001");
        assertThat(HydraText.value(1.0)).isEqualTo("1.0");
        assertThat(HydraText.value(-0.0)).isEqualTo("-0.0");
        assertThat(HydraText.value(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(HydraText.value(Double.NaN)).isEqualTo("nan");
    }

    @Test
    void listsAndMapsHoldValuesByTheSameRule() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lr", 0.1);
        map.put("name", "x y");

        assertThat(HydraText.value(Arrays.asList(1L, 2.5, "a,b", null))).isEqualTo("[1,2.5,'a,b',null]");
        assertThat(HydraText.value(map)).isEqualTo("{lr:0.1,name:'x y'}");
        assertThat(HydraText.value(List.of())).isEqualTo("[]");
    }

    @Test
    void theKeysOfAMapAreEscaped() {
        assertThat(HydraText.value(Map.of("a b:c", 1L))).isEqualTo("{a\\ b\\:c:1}");
        assertThat(HydraText.value(Map.of("x[0]", List.of("y")))).isEqualTo("{x\\[0\\]:[y]}");
    }
}
