package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.project.Detected.Confidence;
import io.trialog.project.ProjectDetector;
import io.trialog.testing.SampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command in a project. */
class InitCommandTest {

    @TempDir
    private Path project;

    private CommandLineInTest trialog;

    @BeforeEach
    void copyTheProject() throws IOException {
        SampleProject.copyTo(project);
        Files.delete(project.resolve("sweeps/sweep.yaml"));
        environment(".venv", "home = " + project + "\nuv = 0.13.8\n");
        trialog = new CommandLineInTest(project);
    }

    private void environment(String name, String marks) throws IOException {
        Path python = project.resolve(name + "/bin/python");
        Files.createDirectories(python.getParent());
        Files.writeString(python, "#!/bin/sh\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        Files.writeString(project.resolve(name + "/pyvenv.cfg"), marks);
    }

    private Result init(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "init";
        all[1] = project.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return trialog.call(all);
    }

    private String written(String name) throws IOException {
        return Files.readString(project.resolve("sweeps").resolve(name));
    }

    @Test
    void eachAnswerIsShownWithItsEvidenceAndBothFilesAreWritten() throws IOException {
        Result init = init();

        assertThat(init.err()).isEmpty();
        assertThat(init.out())
                .contains("script: train.py\n    train.py has a main function of Hydra (@hydra.main).\n")
                .contains("config-dir: conf\n    train.py names it (config_path).\n")
                .contains("scheduler: local\n")
                .contains("Written: " + project.resolve("sweeps/trialog.yaml") + "\n");
        assertThat(written("trialog.yaml"))
                .contains("  train_script: train.py  #", "  config_dir: conf  #", "  type: auto ");
        assertThat(written("sweep.yaml")).contains("    seed: [1, 2, 3]\n", "script: train.py\n");
        assertThat(trialog.call("sweep", project.resolve("sweeps/sweep.yaml").toString(), "--count")
                        .out())
                .startsWith("3 seed = 3 trials, 0 done, 3 left\n");
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        Path sweep = Files.writeString(project.resolve("sweeps/sweep.yaml"), "mine");

        assertThat(init().out()).contains("trialog.yaml").doesNotContain("Written: " + sweep);
        assertThat(sweep).hasContent("mine");
        Result again = init();
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).contains("sweeps/trialog.yaml and sweeps/sweep.yaml exist, and are never overwritten.");
    }

    @Test
    void twoCandidatesForTheScriptAreNamed() throws IOException {
        Files.copy(project.resolve("train.py"), project.resolve("other.py"));

        Result init = init();

        assertThat(init.err())
                .contains(
                        "The training script must be known. 2 files could be it: each of other.py, train.py has a main function"
                                + " of Hydra (@hydra.main).\nMaybe --script other.py.");
        assertThat(project.resolve("sweeps/trialog.yaml")).doesNotExist();
        assertThat(init("--script", "train.py").code()).isZero();
    }

    @Test
    void aScriptThatIsNotThereIsRefusedAndNothingIsWritten() {
        Result init = init("--script", "trian.py");

        assertThat(init.code()).isEqualTo(2);
        assertThat(init.err()).contains("The training script must be a file, but there is no trian.py in ");
        assertThat(project.resolve("sweeps/trialog.yaml")).doesNotExist();
    }

    @Test
    void withoutATerminalTheFlagsThatAnswerAreListed() {
        assertThat(init("--interactive").err())
                .contains(
                        "--interactive needs a terminal. These flags answer instead: --python, --script, --config-dir, --time.");
    }

    @Test
    void theConfigurationOfHsmIsTakenOverAndItsSecretsAreNot() throws IOException {
        Files.createDirectories(project.resolve(".hsm"));
        Files.writeString(project.resolve(".hsm/config.yaml"), """
                project: {name: nets}
                paths: {train_script: train.py}
                wandb: {project: digits, api_key: 0123456789abcdef}
                slurm:
                  walltime: "02:00:00"
                  cpus_per_task: 4
                  gpus: 1
                  gpu_type: H100
                  modules: [cuda]
                  pre_script: [source env.sh]
                  extra_directives: {mail-type: FAIL}
                notifications:
                  slack_webhook: "https://hooks.slack.com/services/T0/B0/verysecret"
                """);

        Result init = init();

        assertThat(init.out())
                .contains("script: train.py\n    .hsm/config.yaml says so (paths.train_script).\n")
                .contains("note: .hsm/config.yaml holds a secret in plain text (wandb.api_key). It is not copied.\n")
                .contains(
                        "(notifications.slack_webhook). It is not copied, but used in place by reference.\nMaybe chmod 600 ")
                .doesNotContain("0123456789abcdef", "verysecret");
        assertThat(written("trialog.yaml"))
                .contains("key: notifications.slack_webhook")
                .contains("project: {name: nets}\n", "wandb: {project: digits}\n", "  time: \"02:00:00\"\n")
                .contains("  cpus_per_task: 4\n", "  gpus: \"H100:1\"\n")
                .contains(
                        "  env_setup: [\"module load cuda\", \"source env.sh\"]\n",
                        "  directives: [\"--mail-type=FAIL\"]\n")
                .doesNotContain("0123456789abcdef", "verysecret");
        assertThat(trialog.call("sweep", project.resolve("sweeps/sweep.yaml").toString(), "--count")
                        .err())
                .isEmpty();
    }

    @Test
    void aCopiedEnvironmentIsNoEnvironment() throws IOException {
        assertThat(ProjectDetector.of(project).pythonInterpreter().confidence()).isNotEqualTo(Confidence.NONE);
        environment(".venv", "home = /no/such/python\n");
        environment("venv", "home = " + project + "\n");

        if (System.getenv("VIRTUAL_ENV") == null && System.getenv("CONDA_PREFIX") == null) {
            assertThat(ProjectDetector.of(project).pythonInterpreter().value())
                    .isEqualTo(project.resolve("venv/bin/python").toString());
        }
    }

    @Test
    void aProjectFileWithAnUnknownKeyIsRefusedWithItsLine() throws IOException {
        init();
        Path file = project.resolve("sweeps/trialog.yaml");
        Files.writeString(file, "executer: {type: local}\n");

        assertThat(trialog.call("sweep", project.resolve("sweeps/sweep.yaml").toString(), "--count")
                        .err())
                .isEqualTo("trialog: " + file + ":1: Unknown key 'executer'.\nMaybe 'executor'.\n");
        assertThat(trialog.call("sweep", project.resolve("sweeps/sweep.yaml").toString(), "--count", "--no-project")
                        .code())
                .isZero();
    }

    @Test
    void theOrderIsFlagThenFileThenProject() throws IOException {
        Files.writeString(project.resolve("sweeps/trialog.yaml"), """
                executor: {type: local, parallel: 5, time_limit: 1h, retries: 4}
                wandb: {project: ours}
                """);
        Files.writeString(
                project.resolve("sweeps/sweep.yaml"),
                "sweep: {grid: {seed: [1]}}\nscript: train.py\nexecutor: {parallel: 3}\nwandb: {entity: me}\n");

        Result dry = trialog.call(
                "run", project.resolve("sweeps/sweep.yaml").toString(), "--dry-run", "--set", "executor.retries=1");

        assertThat(dry.out())
                .contains("trialog.yaml:1: 'executor.time_limit' is that of the project file: 1h.")
                .contains("trialog.yaml:2: 'wandb.project' is that of the project file: ours.")
                .doesNotContain("'executor.parallel'", "'executor.retries'");
    }
}
