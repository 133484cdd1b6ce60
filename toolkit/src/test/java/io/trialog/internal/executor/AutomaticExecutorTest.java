package io.trialog.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.ExecutorEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AutomaticExecutorTest {

    @TempDir
    private Path programs;

    @Test
    void withoutASchedulerTrialsRunOnThisMachine() {
        assertThat(type(Map.of("PATH", programs.toString()), false, false)).isEqualTo("local");
        assertThat(type(Map.of(), false, false)).isEqualTo("local");
    }

    @Test
    void whereJobsCanBeSubmittedEveryTrialIsOne() throws IOException {
        assertThat(type(Map.of("PATH", slurm()), false, false)).isEqualTo("slurm");
    }

    @Test
    void insideAnAllocationTrialsAreItsStepsButNeverThoseOfANotebook() throws IOException {
        Map<String, String> environment = Map.of("PATH", "/nowhere:" + slurm(), "SLURM_JOB_ID", "12");

        assertThat(type(environment, false, false)).isEqualTo("slurm-steps");
        assertThat(type(environment, true, false)).isEqualTo("slurm");
    }

    @Test
    void inTheJobOfALaunchedStudysControllerEveryTrialIsAJobOfItsOwn() throws IOException {
        AutomaticExecutor.Choice choice = AutomaticExecutor.choose(
                new ExecutorEnvironment(Map.of("PATH", slurm(), "SLURM_JOB_ID", "12"), false, true));

        assertThat(choice.type()).isEqualTo("slurm");
        assertThat(choice.why())
                .isEqualTo("sbatch and squeue are there, and allocation 12 is the controller's own job");
    }

    private static String type(Map<String, String> environment, boolean notebook, boolean launched) {
        return AutomaticExecutor.choose(new ExecutorEnvironment(environment, notebook, launched))
                .type();
    }

    private String slurm() throws IOException {
        for (String program : new String[] {"sbatch", "squeue", "srun"}) {
            assertThat(Files.createFile(programs.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        return programs.toString();
    }
}
