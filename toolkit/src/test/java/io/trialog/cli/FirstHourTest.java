package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.study.StudyView;
import io.trialog.testing.CommandLineProcess;
import io.trialog.testing.Eventually;
import io.trialog.testing.Python;
import io.trialog.testing.SampleProject;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
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
        Python.assume("sklearn");
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
    void initTryCountSweepRetryAndResults() throws Exception {
        Path script = project.resolve("train.py");
        String program = Files.readString(script);

        String init = trialog.done("init", project.toString(), "--python", Python.interpreter(), "--time", "00:05:00");

        assertThat(init).contains("scheduler: slurm\n", "partition: ", "The scheduler has ");
        assertThat(project.resolve("sweeps/trialog.yaml")).content().contains("  partition: ", "  time: \"00:05:00\"");
        assertThat(trialog.done("try", sweep(), "--set", "metric={name: accuracy, goal: maximize}"))
                .containsPattern("It ended well after .*, with the program's own values\\.\\n  accuracy = 0\\.[789]");
        assertThat(trialog.done("sweep", sweep(), "--count"))
                .startsWith("2 seed × 2 pairs = 4 trials, 0 done, 4 left\nAt most 0.3 device hours: 4 × 5m × 1 CPU\n");

        Files.writeString(
                script,
                program.replace("if config.fail:", "if config.fail or (config.seed, config.model.k) == (1, 5):"));
        assertThat(launched()).contains("The study 'sweep-", " job ", "2 seed × 2 pairs = 4 trials, ");
        Path study = study();
        ended("three succeed and one fails", study, 3, 1);
        assertThat(read("trials", "sweep", "--state", "fail")).contains("there are no such digits");

        Files.writeString(script, program);
        assertThat(trialog.done("retry", "sweep", "--failed")).contains("Run again: 1 trial (3).", " job ");
        ended("all succeed", study, 4, 0);

        TrialRecord last = StudyReader.open(study).view().trial(3);
        assertThat(last.attempt()).isEqualTo(2);
        assertThat(last.metrics()).containsKeys("returned", "train_acc");
        assertThat(study.resolve("trials/0000-0999/0003/attempt-2/.hydra")).isDirectory();
        assertThat(read("results", "sweep", "--over", "seed", "--metric", "returned", "--goal", "maximize"))
                .contains(" ± ", "data.size", "model.k");
        assertThat(read("verify", "sweep")).contains("sweep-");
    }

    /** What a command says that needs no cluster. */
    private String read(String... words) throws IOException {
        CommandLineInTest.Result result = new CommandLineInTest(project).call(words);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private String launched() throws Exception {
        return trialog.done(
                "sweep",
                sweep(),
                "--no-canary",
                "--resources",
                "cpus=1,mem=300M",
                "--set",
                "controller={mem: 400M, cpus: 1}",
                "--set",
                "executor.poll=500ms",
                "--set",
                "durability=ledger");
    }

    /** Waits until the controller has left, with so many trials that succeeded and failed. */
    private static void ended(String what, Path study, int complete, int failed) throws Exception {
        Eventually.holds(what, Duration.ofMinutes(3), () -> {
            StudyView view = StudyReader.open(study).view();
            return view.count(TrialState.COMPLETE) == complete
                    && view.count(TrialState.FAIL) == failed
                    && !StudyReader.isHeld(study);
        });
    }

    private Path study() throws IOException {
        try (var studies = Files.newDirectoryStream(project.resolve("studies"), "sweep-*")) {
            return studies.iterator().next();
        }
    }
}
