package io.trialog.internal.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimestampTextTest {

    private static Instant parse(String text) {
        return TimestampText.parse(text.toCharArray(), 0, text.length());
    }

    @Test
    void aTimeIsWrittenInUtcWithMicroseconds() {
        assertThat(TimestampText.format(Instant.parse("2026-11-21T03:41:16Z")))
                .isEqualTo("2026-11-21T03:41:16.000000Z");
    }

    @Test
    void everyTimeReadsBackEqual() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_799L), 42_000);
            assertThat(parse(TimestampText.format(at))).as("seed 3, draw %s", i).isEqualTo(at);
        }
    }

    @Test
    void anotherFormIsRefused() {
        assertThatThrownBy(() -> parse("2026-11-21T03:41:16Z")).hasMessageContaining("must look like");
        assertThatThrownBy(() -> parse("2026-11-21T03:41:1x.000000Z")).hasMessageContaining("must look like");
    }
}
