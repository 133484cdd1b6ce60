package io.trialog.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EscalationTest {

    @ParameterizedTest
    @CsvSource({
        "1:ncpus=8:mem=16gb, 1.5, 1:ncpus=8:mem=24576mb",
        "2:ncpus=8:mem=16gb:ngpus=1+1:mem=512mb, 2, 2:ncpus=8:mem=32768mb:ngpus=1+1:mem=1024mb",
        "1:ncpus=8:vmem=4gb, 2, 1:ncpus=8:vmem=4gb",
        "1:ncpus=8, 2, 1:ncpus=8",
    })
    void aRequestInChunksAsksForMoreMemoryInEachOfThem(String select, double factor, String more) {
        assertThat(Escalation.chunks(select, factor)).isEqualTo(more);
    }
}
