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

    @Test
    void onPbsEveryTrialIsAJobButInsideAJobTrialsAreProcessesOfIt() throws IOException {
        Map<String, String> login = Map.of("PATH", pbs());
        Map<String, String> job = Map.of("PATH", programs.toString(), "PBS_JOBID", "12.server", "NCPUS", "4");

        assertThat(type(login, false, false)).isEqualTo("pbs");
        assertThat(type(job, false, false)).isEqualTo("local");
        assertThat(type(job, true, false)).isEqualTo("pbs"); // a notebook's own job is not there for trials
        assertThat(type(job, false, true)).isEqualTo("pbs"); // nor that of a launched study's controller
        assertThat(AutomaticExecutor.choose(new ExecutorEnvironment(job, false, false))
                        .why())
                .contains("this process runs in job 12.server of PBS, whose processors trials share");
    }

    @Test
    void sbatchIsAskedForBeforeQsub() throws IOException {
        pbs();

        assertThat(type(Map.of("PATH", slurm()), false, false)).isEqualTo("slurm");
    }

    private String pbs() throws IOException {
        for (String program : new String[] {"qsub", "qstat", "qselect", "pbs_rstat"}) {
            assertThat(Files.createFile(programs.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        return programs.toString();
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
