package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

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
    void without_a_scheduler_trials_run_on_this_machine() {
        assertThat(AutomaticExecutor.type(Map.of("PATH", programs.toString()), false))
                .isEqualTo("local");
        assertThat(AutomaticExecutor.type(Map.of(), false)).isEqualTo("local");
    }

    @Test
    void where_jobs_can_be_submitted_every_trial_is_one() throws IOException {
        assertThat(AutomaticExecutor.type(Map.of("PATH", slurm()), false)).isEqualTo("slurm");
    }

    @Test
    void inside_an_allocation_trials_are_its_steps_but_never_those_of_a_notebook() throws IOException {
        Map<String, String> environment = Map.of("PATH", "/nowhere:" + slurm(), "SLURM_JOB_ID", "12");

        assertThat(AutomaticExecutor.type(environment, false)).isEqualTo("slurm-steps");
        assertThat(AutomaticExecutor.type(environment, true)).isEqualTo("slurm");
    }

    private String slurm() throws IOException {
        for (String program : new String[] {"sbatch", "squeue", "srun"}) {
            assertThat(Files.createFile(programs.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        return programs.toString();
    }
}
