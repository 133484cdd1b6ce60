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
    void pbsIsThereWhereItsOwnCommandsAreBesideQsub() throws Exception {
        install("qsub", "qstat", "qselect", "pbs_rstat");

        assertThat(here()).isEqualTo(new SchedulerHere("pbs", "qsub and PBS's own pbs_rstat are there"));
    }

    @Test
    void pbsIsThereWhereQsubAndItsConfigurationAre() throws Exception {
        install("qsub", "qstat", "qselect");
        Path configuration = Files.createFile(bin.resolve("pbs.conf"));

        SchedulerHere here = here(Map.of("PATH", bin.toString(), "PBS_CONF_FILE", configuration.toString()));

        assertThat(here).isEqualTo(new SchedulerHere("pbs", "qsub and " + configuration + " are there"));
    }

    @Test
    void slurmIsThereAlsoBesideItsTorqueWrappers() throws Exception {
        install("sbatch", "squeue", "qstat", "qselect", "pbs_rstat");
        install("qsub");

        assertThat(here().type()).isEqualTo("slurm");
    }

    @Test
    void slurmsTorqueWrappersAreNoPbs() throws Exception {
        install("qsub", "qstat", "qselect", "pbs_rstat");
        Files.writeString(bin.resolve("qsub"), "#!/usr/bin/perl -w\nuse strict;\nuse Slurm ':all';\n");

        assertThat(here().isThere()).isFalse();
        assertThat(here().evidence()).endsWith("qsub is one of Slurm's Torque wrappers, which can't stand in for PBS");
    }

    @Test
    void gridEngineAndTorqueAreNoPbs() throws Exception {
        install("qsub", "qstat", "qselect");
        assertThat(here(Map.of("PATH", bin.toString(), "PBS_CONF_FILE", "/nowhere"))
                        .evidence())
                .contains("it may be Torque, which is not supported");

        install("qconf", "pbs_rstat");
        assertThat(here().evidence()).endsWith("qsub belongs to Grid Engine (qconf is there), which is not PBS");
    }

    @Test
    void noneIsThereWhereNothingIsInThePath() {
        SchedulerHere here = here();

        assertThat(here.isThere()).isFalse();
        assertThat(here.evidence()).startsWith("sbatch and squeue are not in the PATH");
    }

    private SchedulerHere here() {
        return here(Map.of("PATH", bin.toString()));
    }

    private static SchedulerHere here(Map<String, String> variables) {
        return ExecutorCatalogue.installed().scheduler(new ExecutorEnvironment(variables, false, false));
    }

    private void install(String... programs) throws IOException {
        for (String program : programs) {
            Files.setPosixFilePermissions(
                    Files.createFile(bin.resolve(program)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
