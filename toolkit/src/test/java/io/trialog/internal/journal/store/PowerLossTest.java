package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.Mount;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A controller is killed, and only what had reached its disk by then survives: the disk is an image file, and a copy of
 * the file is what is left. Needs the right to mount, and is skipped without.
 */
@Tag("processes")
class PowerLossTest {

    private static final int ROUNDS = Boolean.getBoolean("trialog.full") ? 10 : 1;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER", "LOCAL"})
    void everyAcknowledgedEventHadReachedTheDisk(Durability level) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path image = directory.resolve("disk-" + round + ".img");
            Path left = directory.resolve("left-" + round + ".img");
            Path point = directory.resolve("disk");
            Mount.ext4(image, "64M");
            long acknowledged;
            try (Mount mounted = Mount.image(image, point)) {
                assertThat(mounted).isNotNull();
                acknowledged = appendUntilThePowerFails(point.resolve("study"), level, image, left, 100 + 50 * round);
            }
            try (Mount mounted = Mount.image(left, point);
                    Opened opened = Studies.open(point.resolve("study"), null)) {
                assertThat(mounted).isNotNull();
                assertThat(opened.opened().head().seq())
                        .as("round %s, notes %s", round, opened.opened().notes())
                        .isGreaterThan(acknowledged);
            }
        }
    }

    private static long appendUntilThePowerFails(Path study, Durability level, Path image, Path left, int events)
            throws Exception {
        Process process = JavaProcess.here(AppendingProgram.class, List.of(study.toString(), level.name()))
                .redirectErrorStream(true)
                .start();
        long acknowledged = -1;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < events; i++) {
                String line = lines.readLine();
                assertThat(line).matches("\\d+");
                acknowledged = Long.parseLong(line);
            }
            Files.copy(image, left);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }
}
