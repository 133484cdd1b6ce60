package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.testing.CommandLineProcess;
import io.trialog.testing.Eventually;
import io.trialog.testing.Python;
import io.trialog.testing.SampleProject;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a clean checkout to a sweep that jobs of a real cluster run, with no file edited. */
@Tag("processes")
class FirstHourTest {

    private SlurmCluster cluster;

    @TempDir
    private Path project;

    private CommandLineProcess trialog;

    @BeforeEach
    void begin() throws Exception {
        SlurmCluster.assume();
        Python.assume("hydra");
        SampleProject.copyTo(project);
        cluster = SlurmCluster.start("--nodes", "1", "--cpus", "4");
        trialog = new CommandLineProcess(project.resolve("studies")).with(cluster.environment());
        Files.createDirectories(project.resolve("studies"));
    }

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private String sweep() {
        return project.resolve("sweeps/sweep.yaml").toString();
    }

    @Test
    void initCountSweepAndTheClusterDoesTheRest() throws Exception {
        Path sweep = project.resolve("sweeps/sweep.yaml");
        Files.writeString(sweep, Files.readString(sweep).replace("[100, 200]", "[0, 0]"));

        String init = trialog.done("init", project.toString(), "--python", Python.interpreter(), "--time", "00:05:00");

        assertThat(init).contains("scheduler: slurm\n", "partition: ", "The scheduler has ");
        assertThat(project.resolve("sweeps/trialog.yaml")).content().contains("  partition: ", "  time: \"00:05:00\"");
        assertThat(trialog.done("sweep", sweep(), "--count"))
                .startsWith("2 seed × 2 pairs = 4 trials, 0 done, 4 left\nAt most 0.3 device hours: 4 × 5m × 1 CPU\n");

        String launched = trialog.done(
                "sweep",
                sweep(),
                "--resources",
                "cpus=1,mem=100M",
                "--set",
                "controller={mem: 400M, cpus: 1}",
                "--set",
                "executor.poll=500ms",
                "--set",
                "durability=ledger");

        assertThat(launched).contains("The study 'sweep-", " job ", "2 seed × 2 pairs = 4 trials, ");
        Path study = study();
        Eventually.holds(
                "all trials are complete",
                Duration.ofMinutes(3),
                () -> StudyReader.open(study).view().count(TrialState.COMPLETE) == 4);
        assertThat(trialog.done("sweep", sweep(), "--count")).contains("= 4 trials, 4 done, 0 left");
        assertThat(StudyReader.open(study).view().trial(0).metrics()).containsEntry("returned", 0.5);
        assertThat(study.resolve("trials/0000-0999/0000/attempt-1/.hydra")).isDirectory();
    }

    private Path study() throws IOException {
        try (var studies = Files.newDirectoryStream(project.resolve("studies"), "sweep-*")) {
            return studies.iterator().next();
        }
    }
}
