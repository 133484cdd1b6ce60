package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SequencesTest {

    @Test
    void numbersInAnyOrderAreNewExactlyOnce() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        Sequences sequences = new Sequences();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long seq = random.nextLong(2_000);
            assertThat(sequences.contains(seq)).as("seed " + seed).isEqualTo(model.contains(seq));
            assertThat(sequences.add(seq)).as("seed " + seed).isEqualTo(model.add(seq));
        }
    }

    @Test
    void positionsOfAFileOnlyGrowAndFilesDoNotDisturbEachOther() {
        Sequences sequences = new Sequences();

        assertThat(sequences.add(ReportLine.PRINTED + 10)).isTrue();
        assertThat(sequences.add(ReportLine.PRINTED)).isFalse();
        assertThat(sequences.add(ReportLine.PRINTED + 11)).isTrue();
        assertThat(sequences.add(ReportLine.UNNUMBERED)).isTrue();
        assertThat(sequences.add(ReportLine.PRINTED_AS_ERROR)).isTrue();
        assertThat(sequences.add(0)).isTrue();
    }
}
