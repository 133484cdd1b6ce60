package io.trialog.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatMovesTheCursorOrHidesSomethingIsShown() {
        assertThat(Printable.text("\u001b[31mred\u001b[0m")).isEqualTo("\\u001b[31mred\\u001b[0m");
        assertThat(Printable.text("over\rwritten")).isEqualTo("over\\u000dwritten");
        assertThat(Printable.text("a\u202eb")).isEqualTo("a\\u202eb");
        assertThat(Printable.text("one\u2028two")).isEqualTo("one\\u2028two");
        assertThat(Printable.text("bell\u0007")).isEqualTo("bell\\u0007");
        assertThat(Printable.text("c1 \u009b31m")).isEqualTo("c1 \\u009b31m");
        assertThat(Printable.text("Überstudie 研究 😀")).isEqualTo("Überstudie 研究 😀");
    }

    @Test
    void linesAndColumnsStay() {
        String text = "a\tb\nc";
        assertThat(Printable.text(text)).isSameAs(text);
    }
}
