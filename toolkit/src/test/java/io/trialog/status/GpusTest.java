package io.trialog.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GpusTest {

    @ParameterizedTest
    @CsvSource({
        "1:ncpus=8:ngpus=2, 2",
        "2:ncpus=8:ngpus=2+1:ncpus=4:ngpus=1, 5",
        "ncpus=8:ngpus=1, 1",
        "4:ncpus=8, 0",
    })
    void theGpusOfASelectStatementAreThoseOfAllChunks(String select, int gpus) {
        assertThat(Gpus.of(Map.of("select", select))).isEqualTo(gpus);
    }
}
