package io.trialog.internal.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n1 | n1",
                "n[1-3,07],login1 | n1 n2 n3 n07 login1",
                "n[08-11] | n08 n09 n10 n11",
                "rack[1-2]n[3-4]x | rack1n3x rack1n4x rack2n3x rack2n4x",
                "a,b[2] | a b2",
                "n[3-1] | ''",
                "'' | ''"
            })
    void everyHostOfAListIsNamed(String list, String hosts) {
        assertThat(String.join(" ", HostList.expand(list))).isEqualTo(hosts);
    }
}
