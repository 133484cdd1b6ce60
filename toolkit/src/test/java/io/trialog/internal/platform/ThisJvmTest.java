package io.trialog.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThisJvmTest {

    @Test
    void aJobOfPbsHasTheProcessorsThatItAskedForAndNotAllThatItSees() {
        assertThat(ThisJvm.processors(64, Map.of("PBS_JOBID", "7.server", "NCPUS", "4")))
                .isEqualTo(4);
        assertThat(ThisJvm.processors(2, Map.of("PBS_JOBID", "7.server", "NCPUS", "4")))
                .isEqualTo(2);
        assertThat(ThisJvm.processors(64, Map.of("NCPUS", "4"))).isEqualTo(64);
        assertThat(ThisJvm.processors(64, Map.of("PBS_JOBID", "7.server", "NCPUS", "many")))
                .isEqualTo(64);
    }
}
