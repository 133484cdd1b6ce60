package io.trialog.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void durationsAreReadAsPeopleWriteThem() {
        assertThat(Durations.parse("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Durations.parse("0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Durations.parse("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Durations.parse("5min")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Durations.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse(" 1h 30m ")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse("2d")).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void durationsAreReadAsSchedulersWriteThem() {
        assertThat(Durations.parse("01:30:00")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse("100:00:00")).isEqualTo(Duration.ofHours(100));
        assertThat(Durations.parse("10:30")).isEqualTo(Duration.ofSeconds(630));
        assertThat(Durations.parse("3-00:00:00")).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void whatIsNoDurationIsRefused() {
        for (String text : List.of("", "soon", "-5m", "5 bananas", "1:2:3", "m5", "1e3", "PT5M")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Durations.parse(text))
                    .withMessage("A duration is written like 90s, 5m, 1h30m, 2d, 01:30:00 or 3-00:00:00, but is '"
                            + text + "'.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("99999999999999999999d"))
                .withMessage("The duration '99999999999999999999d' is too long.");
    }

    @Test
    void whatIsWrittenReadsBack() {
        for (long millis : new long[] {0, 1, 500, 1000, 1001, 90_000, 5_400_000, 86_400_000, 90_061_001}) {
            Duration duration = Duration.ofMillis(millis);
            assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
        }
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(Durations.format(Duration.ofHours(49))).isEqualTo("2d1h");
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    }
}
