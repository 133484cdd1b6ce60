package io.trialog.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.ExecutorEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which scheduler a process finds. Nothing is started: the programs here are empty files. */
final class SchedulerHereTest {

    @TempDir
    Path bin;

    @Test
    void slurmIsThereWhereItsCommandsAre() throws Exception {
        install("sbatch", "squeue");

        SchedulerHere here = here();

        assertThat(here).isEqualTo(new SchedulerHere("slurm", "sbatch and squeue are there"));
        assertThat(here.isThere()).isTrue();
    }

    @Test
    void noneIsThereWhereNothingIsInThePath() {
        SchedulerHere here = here();

        assertThat(here.isThere()).isFalse();
        assertThat(here.evidence()).startsWith("sbatch and squeue are not in the PATH");
    }

    private SchedulerHere here() {
        return ExecutorCatalogue.installed()
                .scheduler(new ExecutorEnvironment(Map.of("PATH", bin.toString()), false, false));
    }

    private void install(String... programs) throws IOException {
        for (String program : programs) {
            Files.setPosixFilePermissions(
                    Files.createFile(bin.resolve(program)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
